using System.Globalization;
using MovieAspire.Contracts.Libraries.V1;

namespace MovieAspire.Libraries.Insight;

/// <summary>A year of viewings.</summary>
public static class YearReview
{
    private const int Listed = 10;

    /// <summary>One for each year in which something was seen, the first one first.</summary>
    public static IReadOnlyList<YearInReview> Of(IReadOnlyCollection<LibraryFilm> films)
    {
        var viewings = films.SelectMany(film => film.Viewings.Where(viewing => viewing.Day is not null).Select(viewing => (Film: film, Viewing: viewing)))
            .ToLookup(pair => pair.Viewing.Day!.Value.Year);
        var years = viewings.Select(year => year.Key).Order().ToList();
        return [.. years.Select(year => Of(year, [.. viewings[year].OrderBy(pair => pair.Viewing.Day).ThenBy(pair => pair.Film.Id)], years))];
    }

    private static YearInReview Of(int year, List<(LibraryFilm Film, FilmViewing Viewing)> viewings, List<int> years)
    {
        // As they were rated in this year, where they were.
        var films = viewings.GroupBy(pair => pair.Film.Id)
            .Select(group => group.First().Film with
            {
                Rating = group.Last().Viewing.Rating ?? group.Select(pair => pair.Viewing.Rating).LastOrDefault(rating => rating is not null) ?? group.First().Film.Rating,
                Viewings = [.. group.Select(pair => pair.Viewing)],
            }).ToList();
        var rated = films.Where(film => film.Rating is not null).ToList();
        var mean = Averages.Mean(rated.ConvertAll(film => film.Rating!.Value)) ?? 3;
        var streak = Days.LongestStreak(viewings.Select(pair => pair.Viewing.Day!.Value));
        var months = viewings.CountBy(pair => pair.Viewing.Day!.Value.Month).ToDictionary();
        var review = new YearInReview
        {
            Year = year, Films = films.Count, Viewings = viewings.Count, Hours = Math.Round(films.Sum(film => film.Hours), 1),
            Rewatches = viewings.Count(pair => pair.Viewing.IsRewatch), LongestStreakDays = streak.Length,
            First = viewings[0].Film.ToFact(day: viewings[0].Viewing.Day), Last = viewings[^1].Film.ToFact(day: viewings[^1].Viewing.Day),
            NewReleases = films.Count(film => film.Year >= year - 1),
        };
        if (rated.Count > 0)
            review.AverageRating = Math.Round(mean, 3);
        if (films.Where(film => film.Runtime is not null).MaxBy(film => (film.Runtime, -film.Id)) is { } longest)
            review.Longest = longest.ToFact(longest.Runtime!.Value);
        if (films.MinBy(film => (film.VoteCount, film.Id)) is { } obscure)
            review.MostObscure = obscure.ToFact(obscure.VoteCount);
        review.Months.AddRange(Enumerable.Range(1, 12).Select(month => new Count
        {
            Key = month.ToString("00", CultureInfo.InvariantCulture), Count_ = months.GetValueOrDefault(month),
        }));
        review.Days.AddRange(LibraryStatistics.Counts(viewings, pair => Days.Text(pair.Viewing.Day!.Value)));
        review.Genres.AddRange(LibraryStatistics.ByCount(LibraryStatistics.RatedCounts(films, film => film.Genres)).Take(Listed));
        review.Countries.AddRange(LibraryStatistics.ByCount(LibraryStatistics.RatedCounts(films, film => film.Countries)).Take(Listed));
        review.Directors.AddRange(PeopleRanking.Of(films, film => film.Directors, mean).Take(Listed));
        review.Actors.AddRange(PeopleRanking.Of(films, film => film.Actors, mean).Take(Listed));
        review.HighestRated.AddRange(rated.OrderByDescending(film => film.Rating).ThenByDescending(film => film.IsLiked)
            .ThenByDescending(film => film.VoteAverage).ThenBy(film => film.Id).Take(Listed).Select(film => film.ToFact(film.Rating!.Value)));
        review.RatingDistribution.AddRange(LibraryStatistics.Distribution(rated.Select(film => film.Rating!.Value)));
        review.Years.AddRange(years);
        return review;
    }
}
