using MovieAspire.Data.Catalog;
using MovieAspire.Data.Documents;
using MovieAspire.Providers.Tmdb;
using MovieAspire.Worker.Collect.Details;
using MovieAspire.Worker.Collect.Lists;
using Npgsql;

namespace MovieAspire.Worker.Tests.Collect.Lists;

public class ListWriterTests
{
    private static readonly Guid Run = Guid.CreateVersion7();

    [Fact]
    public async Task A_list_that_lags_behind_moves_the_numbers_of_a_movie_with_details_and_nothing_else()
    {
        await using var database = await SchemaDatabase.CreateAsync();
        var lists = new ListWriter(database, TimeProvider.System);
        var details = new TmdbMovieDetails { Id = 1, Title = "B", OriginalTitle = "B", Overview = "B", ReleaseDate = new(2026, 1, 2), VoteCount = 5 };
        await new MovieWriter(database, TimeProvider.System).WriteAsync(
            [MovieMapping.FromDetails(details, 1000, TimeProvider.System.GetUtcNow())], Run, CancellationToken.None);
        MovieRow[] page = [Listed(1, "A", votes: 7), Listed(2, "A", votes: 7)];

        Assert.Equal(new(1, 1, 0), await lists.WriteAsync(page, Run, CancellationToken.None));
        Assert.Equal(["1 B B 2026-01-02 7 7", "2 A A 2026-01-01 7 7"], await MoviesAsync(database));
        Assert.Equal(new(0, 0, 2), await lists.WriteAsync(page, Run, CancellationToken.None));

        // Without details the list is the best that is known.
        await lists.WriteAsync([Listed(1, "C", votes: 9), Listed(2, "C", votes: 9)], Run, CancellationToken.None);
        Assert.Equal(["1 B B 2026-01-02 9 9", "2 C C 2026-01-01 9 9"], await MoviesAsync(database));
        await using var connection = await database.OpenConnectionAsync();
        Assert.Equal(
            new(0, 0, 2),
            await MovieDocuments.WriteAsync(connection, [1, 2], changed: false, TimeProvider.System.GetUtcNow(), CancellationToken.None));
    }

    private static MovieRow Listed(int id, string title, int votes) => MovieMapping.FromSummary(
        new() { Id = id, Title = title, OriginalTitle = title, Overview = title, ReleaseDate = new(2026, 1, 1), VoteCount = votes });

    /// <summary>Id, title, overview, release and votes, these as search has them, too.</summary>
    private static async Task<List<string>> MoviesAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand("""
            SELECT concat_ws(' ', m.id, m.title, m.overview, m.release_date, m.vote_count, s.vote_count)
            FROM catalog.movies m JOIN catalog.search_documents s ON s.movie_id = m.id ORDER BY m.id
            """);
        var movies = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            movies.Add(reader.GetString(0));
        return movies;
    }
}
