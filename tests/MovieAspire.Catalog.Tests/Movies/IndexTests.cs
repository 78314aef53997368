using MovieAspire.Catalog.Tests.Hosting;
using MovieAspire.Contracts.Catalog.V1;
using Npgsql;

namespace MovieAspire.Catalog.Tests.Movies;

/// <summary>Every read of movies, people and collections finds an index for what it looks up, however many there will be.</summary>
public sealed class IndexTests : IAsyncLifetime
{
    private readonly MovieSeed _seed = new();

    public async Task InitializeAsync()
    {
        await _seed.InitializeAsync();
        // Small tables are read as a whole unless that is made dear; what has no index is read so all the same.
        var database = new NpgsqlConnectionStringBuilder(_seed.MovieDb).Database;
        await MovieDatabase.ExecuteAsync(_seed.MovieDb, $"ALTER DATABASE \"{database}\" SET enable_seqscan = off");
    }

    public Task DisposeAsync() => _seed.DisposeAsync();

    [Fact]
    public async Task No_read_goes_through_a_whole_table()
    {
        await using var host = new CatalogHost(_seed.MovieDb, _seed.Redis);
        var client = host.Client;
        var before = await WholeReadsAsync();
        await client.GetMovieAsync(new() { Id = 1 }, deadline: Expect.Deadline);
        await client.BatchGetMoviesAsync(new() { Ids = { 1, 2, 4 } }, deadline: Expect.Deadline);
        await client.GetPersonAsync(new() { Id = 100 }, deadline: Expect.Deadline);
        await client.GetCollectionAsync(new() { Id = 11 }, deadline: Expect.Deadline);
        await client.ListSimilarMoviesAsync(new() { MovieId = 1 }, deadline: Expect.Deadline);
        foreach (var sort in Enum.GetValues<MovieSort>())
            await client.ListMoviesAsync(new() { Sort = sort }, deadline: Expect.Deadline);
        foreach (var filter in (MovieFilter[])
            [
                new() { Genre = "drama" }, new() { Keyword = "fog" }, new() { Person = 100 }, new() { Collection = 11 }, new() { Year = 1972 },
                new() { Language = "de" }, new() { MinVotes = 5 }, new() { Genre = "18", MinRating = 3, YearFrom = 1900 },
            ])
        {
            await client.ListMoviesAsync(new() { Filter = filter }, deadline: Expect.Deadline);
        }

        var after = before;
        // The server counts what a connection has read a moment later.
        await Expect.EventuallyAsync(async () => (after = await WholeReadsAsync()).Lookups > before.Lookups + 20);
        Assert.Equal(before.Tables, after.Tables);
    }

    private async Task<(string Tables, long Lookups)> WholeReadsAsync()
    {
        await using var database = NpgsqlDataSource.Create(_seed.MovieDb);
        await using var command = database.CreateCommand("""
            SELECT string_agg(relname || ' ' || seq_scan, ', ' ORDER BY relname), sum(idx_scan)::bigint
            FROM pg_stat_user_tables WHERE schemaname IN ('catalog', 'analytics')
            """);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetString(0), reader.GetInt64(1));
    }
}
