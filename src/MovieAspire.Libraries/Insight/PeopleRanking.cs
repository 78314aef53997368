using MovieAspire.Contracts.Libraries.V1;

namespace MovieAspire.Libraries.Insight;

/// <summary>The people of a role in a library: by how many films, and by how the person rates them.</summary>
public static class PeopleRanking
{
    /// <summary>Ranked by each measure.</summary>
    public const int Ranked = 20;

    private const int Titles = 5;

    // Two films by one director are a sign; one is chance.
    private const int LeastRated = 2;

    /// <summary>As if so many films of the person's mean stood beside those of each.</summary>
    private const double PriorFilms = 3;

    /// <summary>Everybody among the first <see cref="Ranked"/> by either measure, by count first.</summary>
    public static IReadOnlyList<PersonStat> Of(
        IReadOnlyCollection<LibraryFilm> films, Func<LibraryFilm, IReadOnlyList<Contributor>> role, double mean)
    {
        var people = films.SelectMany(film => role(film).DistinctBy(person => person.Id).Select(person => (person, film)))
            .GroupBy(pair => pair.person.Id, (id, pairs) => new { Id = id, Pairs = pairs.ToList() })
            .Select(group =>
            {
                var ratings = group.Pairs.Where(pair => pair.film.Rating is not null).Select(pair => pair.film.Rating!.Value).ToList();
                return new
                {
                    group.Id, group.Pairs[0].person.Name, Films = group.Pairs.ConvertAll(pair => pair.film), Rated = ratings.Count,
                    Average = Averages.Mean(ratings), Weighted = Averages.Pulled(ratings.Sum(), ratings.Count, mean, PriorFilms),
                };
            })
            .ToList();
        var byCount = people.OrderByDescending(person => person.Films.Count).ThenByDescending(person => person.Weighted).ThenBy(person => person.Id)
            .Take(Ranked).ToList();
        var byRating = people.Where(person => person.Rated >= LeastRated)
            .OrderByDescending(person => person.Weighted).ThenByDescending(person => person.Films.Count).ThenBy(person => person.Id).Take(Ranked).ToList();
        return [.. byCount.Union(byRating).Select(person =>
        {
            var stat = new PersonStat
            {
                Id = person.Id, Name = person.Name, Count = person.Films.Count, CountRank = byCount.IndexOf(person) + 1,
                RatingRank = byRating.IndexOf(person) + 1,
            };
            if (person.Average is { } average)
                (stat.AverageRating, stat.WeightedRating) = (Math.Round(average, 2), Math.Round(person.Weighted, 3));
            stat.Titles.AddRange(person.Films.OrderByDescending(film => film.Rating ?? 0).ThenByDescending(film => film.VoteCount)
                .Take(Titles).Select(film => film.Title));
            return stat;
        })];
    }
}
