using MovieAspire.Data.Documents;
using MovieAspire.Libraries.Matching;
using MovieAspire.Worker.Libraries.Matching;
using MovieAspire.Worker.Libraries.Sessions;
using Npgsql;

namespace MovieAspire.Worker.Tests.Libraries;

public class CatalogCandidatesTests
{
    private const int Movies = 5_000;
    private const int Films = 200;

    [Fact]
    public async Task A_session_reads_of_a_catalog_that_has_just_come_the_movies_of_its_titles_alone()
    {
        string connectionString;
        await using (var database = await SchemaDatabase.CreateAsync())
        {
            connectionString = database.ConnectionString;
            await database.ExecuteAsync($"""
                INSERT INTO catalog.movies (id, title, original_title, vote_count)
                SELECT id, 'Film number ' || id, 'Film number ' || id, id FROM generate_series(1, {Movies}) AS id
                """);
            await DocumentFill.RunAsync(database, TimeProvider.System, CancellationToken.None);
        }

        await using var counter = NpgsqlDataSource.Create(connectionString);
        var before = await RowsReadAsync(counter);
        ILookup<long, MovieCandidate> found;
        await using (var database = NpgsqlDataSource.Create(connectionString))
        {
            found = await new CatalogCandidates(database).FindAsync(
                [.. Enumerable.Range(1, Films).Select(id => new SessionFilm(id, $"Film number {id}", null, null))], CancellationToken.None);
        }

        Assert.All(Enumerable.Range(1, Films), id => Assert.Equal([id], found[id].Select(movie => movie.Id)));
        Assert.InRange(await RowsReadAsync(counter) - before, 1, 10 * Films);
    }

    /// <summary>By everybody else; a session tells what it has read once it has ended.</summary>
    private static async Task<long> RowsReadAsync(NpgsqlDataSource database)
    {
        await Eventually.TrueAsync(
            async () => await CountAsync("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend'") == 1,
            "The others have ended");
        return await CountAsync("""
            SELECT sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::bigint FROM pg_stat_user_tables
            WHERE relname IN ('movies', 'search_documents')
            """);

        async Task<long> CountAsync(string sql)
        {
            await using var command = database.CreateCommand(sql);
            return (long)(await command.ExecuteScalarAsync())!;
        }
    }
}
