using MovieAspire.Worker.Libraries.Sessions;
using Npgsql;

namespace MovieAspire.Worker.Tests.Libraries;

public sealed class SessionDispatcherTests
{
    /// <summary>It is looked several times a second, and runs are kept for months.</summary>
    [Fact]
    public async Task The_newest_run_of_a_session_is_found_by_an_index()
    {
        await using var database = await SchemaDatabase.CreateAsync();
        await database.ExecuteAsync("""
            INSERT INTO libraries.sessions (id, owner_token_hash, status, created_at, imported_at, wanted_at, expires_at, work_done)
            SELECT gen_random_uuid(), '', 'completed', now(), now(), now(), now(), CASE WHEN i % 100 = 0 THEN 0 ELSE 1 END FROM generate_series(1, 3000) i
            """);
        await database.ExecuteAsync("""
            INSERT INTO pipeline.pipeline_runs (id, job, options, status, requested_by, created_at, not_before, subject)
            SELECT gen_random_uuid(), 'library', '{}', 'succeeded', '', now() - i * interval '1 min', now(), (i % 3000)::text FROM generate_series(1, 10000) i
            """);
        await database.ExecuteAsync("ANALYZE libraries.sessions, pipeline.pipeline_runs");

        var plan = await PlanAsync(database, SessionDispatcher.GiveUpSql, LibraryRuns.Job);

        Assert.Contains("pipeline_runs_subject", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on pipeline_runs", plan, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("failed", "later", true)]
    [InlineData("cancelled", "later", true)]
    [InlineData("succeeded", "later", false)]
    [InlineData("queued", "later", false)]
    [InlineData("failed", "earlier", false)]
    public async Task Work_is_given_up_whose_newest_run_failed_after_it_was_wanted(string status, string finished, bool isGivenUp)
    {
        await using var database = await SchemaDatabase.CreateAsync();
        await database.ExecuteAsync("""
            INSERT INTO libraries.sessions (id, owner_token_hash, status, created_at, imported_at, wanted_at, expires_at)
            VALUES (gen_random_uuid(), '', 'enriching', now(), now(), now(), now())
            """);
        // An older run of it failed, and a newer one of another session.
        await database.ExecuteAsync("""
            INSERT INTO pipeline.pipeline_runs (id, job, options, status, requested_by, created_at, not_before, subject, finished_at)
            SELECT gen_random_uuid(), 'library', '{}', r.status, '', now() + r.at, now(), (s.number + r.other)::text, now() + r.finished
            FROM libraries.sessions s, (VALUES
                ($1, interval '0 min', 0, $2),
                ('failed', interval '-1 min', 0, interval '1 min'), ('failed', interval '1 min', 1, interval '1 min')) AS r (status, at, other, finished)
            """, status, finished == "later" ? TimeSpan.FromMinutes(1) : TimeSpan.FromMinutes(-1));

        await database.ExecuteAsync(SessionDispatcher.GiveUpSql, LibraryRuns.Job);

        await using var command = database.CreateCommand("SELECT status = 'failed' AND work_done = work_wanted AND error_message <> '' FROM libraries.sessions");
        Assert.Equal(isGivenUp, await command.ExecuteScalarAsync());
    }

    private static async Task<string> PlanAsync(NpgsqlDataSource database, string sql, string job)
    {
#pragma warning disable CA2100 // a constant of the product
        await using var command = database.CreateCommand($"EXPLAIN {sql}");
#pragma warning restore CA2100
        command.Parameters.Add(new() { Value = job });
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
            lines.Add(reader.GetString(0));
        return string.Join('\n', lines);
    }
}
