namespace MovieAspire.ProviderEmulator.Movies;

/// <summary>Similar movies, always the same for the same data: shared keywords count most, then genres, then
/// how popular the other movie is.</summary>
internal sealed class SimilarMovies(MovieCatalog catalog, MovieFinder finder)
{
    /// <summary>Only the popular ones are candidates: TMDB recommends known movies, and a million cannot be compared.</summary>
    private const int Candidates = 400;

    /// <summary>Best first; at most 100.</summary>
    public IReadOnlyList<int> Of(Movie movie)
    {
        var keywords = movie.Keywords.Select(keyword => keyword.Id).ToHashSet();
        var genres = GenreTable.Bits(movie.Genres);
        if (genres == 0)
            return [];

        // A stretch of the popular movies of the same genre, placed by the id, so that not all movies name the same ones.
        var sameGenre = finder.Find(new MovieQuery(AnyGenre: GenreTable.Bit(movie.Genres[0].Id)));
        var start = sameGenre.Count <= Candidates ? 0 : (int)(StableHash.Of(0, movie.Id, 0) % (ulong)Math.Min(sameGenre.Count - Candidates, 5_000));
        return
        [
            .. catalog.Find(sameGenre.Skip(start).Take(Candidates))
                .Where(other => other.Id != movie.Id)
                .Select(other => (other.Id, Score: Score(other, genres, keywords)))
                .OrderByDescending(pair => pair.Score)
                .ThenBy(pair => pair.Id)
                .Take(100)
                .Select(pair => pair.Id),
        ];
    }

    private static double Score(Movie other, uint genres, HashSet<int> keywords)
    {
        var otherGenres = GenreTable.Bits(other.Genres);
        var shared = System.Numerics.BitOperations.PopCount(genres & otherGenres);
        var all = System.Numerics.BitOperations.PopCount(genres | otherGenres);
        return 3.0 * other.Keywords.Count(keyword => keywords.Contains(keyword.Id))
            + 2.0 * shared / all
            + Math.Log(1 + other.Popularity) / 10;
    }
}
