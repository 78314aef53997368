using Microsoft.Extensions.Logging.Abstractions;
using MovieAspire.Data.Search;
using MovieAspire.ProviderEmulator.Sources.Dataset;
using MovieAspire.Text.Search;
using Npgsql;
using Movie = MovieAspire.ProviderEmulator.Movies.Movie;

namespace MovieAspire.Benchmarks.Search.Quality;

/// <summary>The movies of a data set, in memory and as a catalog that can be searched.</summary>
internal static class DatasetCatalog
{
    /// <summary>The movies that have a cast: the others are rows of tables without people.</summary>
    public static List<Movie> Read(string directory)
    {
        var source = DatasetSource.Load(directory, NullLogger.Instance);
        var movies = new List<Movie>(source.Facts.Length);
        foreach (var facts in source.Facts)
            movies.Add(source.Find(facts.Id)!);
        return movies.FindAll(movie => movie.Cast.Count > 0);
    }

    public static async Task WriteAsync(NpgsqlDataSource database, IReadOnlyList<Movie> movies)
    {
        await using var connection = await database.OpenConnectionAsync();
        await SyntheticCatalog.CopyAsync(
            connection,
            "catalog.movies (id, title, original_title, original_language, overview, release_date, popularity, vote_average, vote_count)",
            movies.Select(movie => (object?[])
            [
                movie.Id, movie.Title, movie.OriginalTitle, movie.OriginalLanguage, movie.Overview, movie.ReleaseDate, movie.Popularity,
                movie.VoteAverage, movie.VoteCount,
            ]));
        foreach (var some in movies.Chunk(1_000))
            await SearchDocumentTable.WriteAsync(connection, [.. some.Select(Source).Select(SearchDocument.Of)], CancellationToken.None);
        await SearchVocabulary.CountAsync(connection, CancellationToken.None);
        await using var analyze = new NpgsqlCommand("VACUUM ANALYZE", connection) { CommandTimeout = 0 };
        await analyze.ExecuteNonQueryAsync();
    }

    private static SearchSource Source(Movie movie) => new(
        movie.Id, movie.Title, movie.OriginalTitle.Length > 0 ? movie.OriginalTitle : movie.Title,
        [.. movie.AlternativeTitles.Select(title => title.Title)],
        [
            .. movie.Cast.Where((_, order) => SearchedPeople.IsCast(order)).Select(role => role.Name),
            .. movie.Crew.Where(job => SearchedPeople.IsCrew(job.Title)).Select(job => job.Name),
        ],
        [.. movie.Keywords.Select(keyword => keyword.Name)], movie.Overview, movie.ReleaseDate?.Year);
}
