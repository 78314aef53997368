using MovieAspire.Recommendations.Input;

namespace MovieAspire.Recommendations.Tests;

/// <summary>Small catalogs for the tests.</summary>
internal static class Catalogs
{
    /// <summary>A candidate of 2000 with 1,000 votes of 6; what it has is added by <paramref name="describe"/>.</summary>
    public static MovieFacts Movie(
        int id, Action<MovieFacts>? describe = null, int collection = 0, int year = 2000, string language = "en", int votes = 1_000,
        double rating = 6)
    {
        var movie = new MovieFacts(id, collection, year, language, votes, rating);
        describe?.Invoke(movie);
        return movie;
    }

    public static Candidates Of(params IEnumerable<MovieFacts> movies)
    {
        var builder = new CandidatesBuilder();
        foreach (var movie in movies.OrderByDescending(movie => movie.Votes).ThenByDescending(movie => movie.Id))
            builder.Add(movie);
        return builder.Build();
    }

    /// <summary>Movies 1, 2... with six features each out of a few, drawn by chance; every fourth is of one collection.</summary>
    public static MovieFacts[] Random(int seed, int movies, bool reversed = false)
    {
        var random = new Random(seed);
        var features = Enumerable.Range(0, movies * 6)
            .Select(_ => (Movie: random.Next(movies), Kind: random.Next(4), Id: 1 + random.Next(8))).ToArray();
        var catalog = Enumerable.Range(1, movies).Select(id => Movie(
            id, collection: id % 4 == 0 ? 1 : 0, year: id % 7 == 0 ? 0 : 1950 + id, votes: 1_000 - id, rating: id % 10)).ToArray();
        if (reversed)
            Array.Reverse(features);
        foreach (var (movie, kind, id) in features)
        {
            Action add = kind switch
            {
                0 => () => catalog[movie].AddCrew(id, "Director"),
                1 => () => catalog[movie].AddKeyword(id),
                2 => () => catalog[movie].AddCast(id, id),
                _ => () => catalog[movie].AddGenre(id),
            };
            add();
        }

        return catalog;
    }
}
