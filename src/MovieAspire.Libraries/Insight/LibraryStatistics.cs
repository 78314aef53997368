using System.Globalization;
using MovieAspire.Contracts.Libraries.V1;

namespace MovieAspire.Libraries.Insight;

/// <summary>
/// What a library says, without what only the catalog knows (how much there is of a series or of a person's work). Films that were
/// not matched are counted and nothing else.
/// </summary>
public static class LibraryStatistics
{
    private const int Listed = 10;
    private const int MostCountries = 50;
    private const int LeastForCorrelation = 10;

    private static readonly (int From, string Key)[] Runtimes =
        [(0, "0-59"), (60, "60-89"), (90, "90-119"), (120, "120-149"), (150, "150-179"), (180, "180+")];

    /// <param name="films">Matched films, those of the watchlist included.</param>
    /// <param name="unmatched">How many were not.</param>
    /// <param name="votes">The votes that a movie has at each of equal steps through all movies with votes, fewest first.</param>
    public static LibraryStats Of(IReadOnlyCollection<LibraryFilm> films, int unmatched, IReadOnlyList<int> votes)
    {
        var seen = films.Where(film => film.IsWatched).ToList();
        var rated = seen.Where(film => film.Rating is not null).ToList();
        var viewings = seen.SelectMany(film => film.Viewings.Where(viewing => viewing.Day is not null)
            .Select(viewing => (Film: film, Day: viewing.Day!.Value))).ToList();
        var mean = Averages.Mean(rated.ConvertAll(film => film.Rating!.Value)) ?? 3;

        var stats = new LibraryStats
        {
            Totals = Totals(films, seen, unmatched), Runtime = Runtime(seen), Rewatches = Rewatches(seen), Habits = Days.Habits(viewings),
            Ratings = Ratings(rated), Obscurity = Obscurity(seen, votes),
        };
        stats.ViewingsByYear.AddRange(Counts(viewings, viewing => viewing.Day.ToString("yyyy", CultureInfo.InvariantCulture)));
        stats.ViewingsByMonth.AddRange(Counts(viewings, viewing => viewing.Day.ToString("yyyy-MM", CultureInfo.InvariantCulture)));
        stats.ViewingsByDay.AddRange(Counts(viewings, viewing => Days.Text(viewing.Day)));
        var weekdays = viewings.CountBy(viewing => viewing.Day.DayOfWeek).ToDictionary();
        stats.ViewingsByWeekday.AddRange(Enumerable.Range(1, 7).Select(day => (DayOfWeek)(day % 7)).Select(day => new Count
        {
            Key = day.ToString().ToLowerInvariant(), Count_ = weekdays.GetValueOrDefault(day),
        }));
        stats.FilmsByReleaseYear.AddRange(RatedCounts(seen, film => film.Year is { } year ? [Text(year)] : []).OrderBy(year => year.Key, StringComparer.Ordinal));
        stats.FilmsByDecade.AddRange(RatedCounts(seen, film => film.Year is { } year ? [Text(year / 10 * 10)] : []).OrderBy(decade => decade.Key, StringComparer.Ordinal));
        stats.Genres.AddRange(ByCount(RatedCounts(seen, film => film.Genres)));
        stats.Countries.AddRange(ByCount(RatedCounts(seen, film => film.Countries)).Take(MostCountries));
        stats.Languages.AddRange(ByCount(RatedCounts(seen, film => film.Language.Length > 0 ? [film.Language] : [])).Take(MostCountries));
        stats.Directors.AddRange(PeopleRanking.Of(seen, film => film.Directors, mean));
        stats.Actors.AddRange(PeopleRanking.Of(seen, film => film.Actors, mean));
        stats.Writers.AddRange(PeopleRanking.Of(seen, film => film.Writers, mean));
        stats.Composers.AddRange(PeopleRanking.Of(seen, film => film.Composers, mean));
        return stats;
    }

    internal static IEnumerable<RatedCount> RatedCounts(IEnumerable<LibraryFilm> films, Func<LibraryFilm, IEnumerable<string>> keys) => films
        .SelectMany(film => keys(film).Select(key => (key, film))).GroupBy(pair => pair.key, pair => pair.film, StringComparer.Ordinal)
        .Select(group =>
        {
            var count = new RatedCount { Key = group.Key, Count = group.Count(), Hours = Math.Round(group.Sum(film => film.Hours), 1) };
            if (Averages.Mean([.. group.Where(film => film.Rating is not null).Select(film => film.Rating!.Value)]) is { } average)
                count.AverageRating = Math.Round(average, 2);
            return count;
        });

    internal static IEnumerable<RatedCount> ByCount(IEnumerable<RatedCount> counts) =>
        counts.OrderByDescending(count => count.Count).ThenBy(count => count.Key, StringComparer.Ordinal);

    internal static IEnumerable<Count> Counts<T>(IEnumerable<T> items, Func<T, string> key) => items.CountBy(key, StringComparer.Ordinal)
        .OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => new Count { Key = count.Key, Count_ = count.Value });

    internal static IEnumerable<Count> Distribution(IEnumerable<double> ratings)
    {
        var counts = ratings.CountBy(rating => (int)Math.Round(rating * 2)).ToDictionary();
        return Enumerable.Range(1, 10).Select(step => new Count
        {
            Key = (step / 2.0).ToString("0.0", CultureInfo.InvariantCulture), Count_ = counts.GetValueOrDefault(step),
        });
    }

    private static StatsTotals Totals(IReadOnlyCollection<LibraryFilm> films, List<LibraryFilm> seen, int unmatched) => new()
    {
        Films = seen.Count,
        Viewings = seen.Sum(film => film.TimesSeen),
        Rated = seen.Count(film => film.Rating is not null),
        Liked = seen.Count(film => film.IsLiked),
        Watchlist = films.Count(film => film is { IsWatchlisted: true, IsWatched: false }),
        Reviews = seen.Sum(film => film.Reviews),
        Hours = Math.Round(seen.Sum(film => film.Hours), 1),
        Unmatched = unmatched,
        Directors = seen.SelectMany(film => film.Directors).DistinctBy(person => person.Id).Count(),
        Countries = seen.SelectMany(film => film.Countries).Distinct(StringComparer.Ordinal).Count(),
        Languages = seen.Select(film => film.Language).Where(language => language.Length > 0).Distinct(StringComparer.Ordinal).Count(),
    };

    private static RuntimeStats Runtime(List<LibraryFilm> seen)
    {
        var timed = seen.Where(film => film.Runtime is not null).ToList();
        var stats = new RuntimeStats();
        var counts = timed.CountBy(film => Runtimes.Last(runtime => film.Runtime >= runtime.From).Key, StringComparer.Ordinal).ToDictionary();
        stats.Distribution.AddRange(Runtimes.Select(runtime => new Count { Key = runtime.Key, Count_ = counts.GetValueOrDefault(runtime.Key) }));
        if (timed.Count == 0)
            return stats;
        stats.Average = Math.Round(timed.Average(film => film.Runtime!.Value), 1);
        stats.Median = Averages.Median(timed.Select(film => (double)film.Runtime!.Value)) ?? 0;
        stats.Shortest = Fact(timed.MinBy(film => (film.Runtime, film.Id))!);
        stats.Longest = Fact(timed.MaxBy(film => (film.Runtime, -film.Id))!);
        return stats;

        static FilmFact Fact(LibraryFilm film) => film.ToFact(film.Runtime!.Value);
    }

    private static RewatchStats Rewatches(List<LibraryFilm> seen)
    {
        var (viewings, rewatches) = (seen.Sum(film => film.TimesSeen), seen.Sum(film => film.Viewings.Count(viewing => viewing.IsRewatch)));
        var stats = new RewatchStats { Rewatches = rewatches, Share = viewings == 0 ? 0 : Math.Round((double)rewatches / viewings, 4) };
        stats.MostSeen.AddRange(seen.Where(film => film.Viewings.Count > 1).OrderByDescending(film => film.Viewings.Count)
            .ThenByDescending(film => film.Rating ?? 0).ThenBy(film => film.Id).Take(Listed).Select(film => film.ToFact(film.Viewings.Count)));
        return stats;
    }

    private static RatingStats Ratings(List<LibraryFilm> rated)
    {
        var stats = new RatingStats();
        stats.Distribution.AddRange(Distribution(rated.Select(film => film.Rating!.Value)));
        if (rated.Count == 0)
            return stats;
        stats.Average = Math.Round(rated.Average(film => film.Rating!.Value), 3);
        stats.Median = Averages.Median(rated.Select(film => film.Rating!.Value)) ?? 0;
        var crowd = rated.Where(film => film.AboveCrowd is not null).ToList();
        if (crowd.Count > 0)
            stats.AgainstCrowd = Math.Round(crowd.Average(film => film.AboveCrowd!.Value), 3);
        if (crowd.Count >= LeastForCorrelation && Averages.Correlation(crowd.ConvertAll(film => (film.Rating!.Value, film.VoteAverage))) is { } correlation)
            stats.Correlation = Math.Round(correlation, 3);
        stats.AboveCrowd.AddRange(crowd.Where(film => film.AboveCrowd > 0).OrderByDescending(film => film.AboveCrowd).ThenBy(film => film.Id)
            .Take(Listed).Select(film => film.ToFact(film.AboveCrowd!.Value)));
        stats.BelowCrowd.AddRange(crowd.Where(film => film.AboveCrowd < 0).OrderBy(film => film.AboveCrowd).ThenBy(film => film.Id)
            .Take(Listed).Select(film => film.ToFact(film.AboveCrowd!.Value)));
        stats.Favourites.AddRange(rated.OrderByDescending(film => film.Rating).ThenByDescending(film => film.IsLiked).ThenByDescending(film => film.TimesSeen)
            .ThenByDescending(film => film.VoteAverage).ThenBy(film => film.Id).Take(Listed).Select(film => film.ToFact(film.Rating!.Value)));
        stats.ByMonth.AddRange(rated
            .SelectMany(film => film.Viewings.Where(viewing => viewing is { Day: not null, Rating: not null }))
            .GroupBy(viewing => viewing.Day!.Value.ToString("yyyy-MM", CultureInfo.InvariantCulture), StringComparer.Ordinal)
            .OrderBy(month => month.Key, StringComparer.Ordinal)
            .Select(month => new RatedCount { Key = month.Key, Count = month.Count(), AverageRating = Math.Round(month.Average(viewing => viewing.Rating!.Value), 2) }));
        return stats;
    }

    private static ObscurityStats Obscurity(List<LibraryFilm> seen, IReadOnlyList<int> votes)
    {
        var stats = new ObscurityStats();
        if (seen.Count == 0 || votes.Count == 0)
            return stats;
        stats.Score = Math.Round(100 * seen.Average(film => 1 - ((double)votes.Count(step => step <= film.VoteCount) / votes.Count)), 1);
        stats.MostObscure.AddRange(seen.OrderBy(film => film.VoteCount).ThenBy(film => film.Id).Take(Listed).Select(film => film.ToFact(film.VoteCount)));
        stats.BestKnown.AddRange(seen.OrderByDescending(film => film.VoteCount).ThenBy(film => film.Id).Take(Listed).Select(film => film.ToFact(film.VoteCount)));
        return stats;
    }

    private static string Text(int year) => year.ToString(CultureInfo.InvariantCulture);
}
