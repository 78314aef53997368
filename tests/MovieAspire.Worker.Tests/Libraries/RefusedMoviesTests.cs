using Npgsql;

namespace MovieAspire.Worker.Tests.Libraries;

/// <summary>Movies that a library needs and the catalog does not take, at once or at all.</summary>
public sealed class RefusedMoviesTests
{
    private const int Movie = 24;

    [Fact]
    public async Task A_movie_that_the_database_refuses_fails_its_film_and_no_other()
    {
        await using var system = await StartAsync();
        await system.Data.ExecuteAsync($"ALTER TABLE catalog.tmdb_movies ADD CONSTRAINT refused CHECK (movie_id <> {Movie}) NOT VALID");

        var session = await CreateSessionAsync(system, $"{Movie - 2} AND {Movie + 2}");
        await LibrarySessions.CompletedAsync(system, session);

        Assert.Equal(1, await system.CountAsync($"SELECT count(*) FROM libraries.matches WHERE movie_id = {Movie} AND failure LIKE '%refused%' AND session_id = $1", session));
        Assert.Equal(1, await system.CountAsync("SELECT failed_count FROM libraries.sessions WHERE id = $1", session));
        Assert.Equal(4, await system.CountAsync("SELECT enriched_count FROM libraries.sessions WHERE id = $1", session));
        await IsRecordedAsync(system, $"source = 'details' AND item = '{Movie}' AND cause = 'database'");
    }

    [Fact]
    public async Task A_movie_whose_imdb_id_another_writer_brings_at_the_same_time_is_written_without_it_and_recorded()
    {
        await using var system = await StartAsync();
        await using var other = await system.Data.OpenConnectionAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await using (var insert = new NpgsqlCommand($"INSERT INTO catalog.movies (id, title, original_title, imdb_id) SELECT 900001, '', '', imdb_id FROM known WHERE id = {Movie}", other))
            Assert.Equal(1, await insert.ExecuteNonQueryAsync());

        var session = await CreateSessionAsync(system, $"{Movie} AND {Movie}");
        await Eventually.TrueAsync(
            async () => await system.CountAsync("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") == 1,
            "The session waits for the IMDb id");
        await transaction.CommitAsync();
        await LibrarySessions.CompletedAsync(system, session);

        Assert.Equal(1, await system.CountAsync($"SELECT count(*) FROM catalog.movies WHERE id = {Movie} AND last_tmdb_update IS NOT NULL AND imdb_id IS NULL"));
        Assert.Equal(0, await system.CountAsync("SELECT failed_count FROM libraries.sessions WHERE id = $1", session));
        await IsRecordedAsync(system, $"source = 'imdb-ids' AND item = '{Movie}' AND resolved_at IS NULL");
    }

    // A session is completed some time before its run ends, which then writes what it has recorded.
    private static Task<bool> IsRecordedAsync(JobSystem system, string error) => Eventually.TrueAsync(
        async () => await system.CountAsync($"SELECT count(*) FROM pipeline.run_errors WHERE {error}") > 0, "the error is recorded");

    /// <summary>A catalog that knows of its movies what lists show: each is matched, and its details are needed.</summary>
    private static async Task<JobSystem> StartAsync()
    {
        var system = await JobSystem.StartAsync(settings: new()
        {
            ["Libraries:Interval"] = "00:00:00.2", ["Libraries:OutageDelay"] = "00:00:00.2", ["Omdb:ApiKey"] = "",
        });
        await system.RunAsync("bootstrap");
        await system.RunAsync("enrich", ("limit", "120"));
        await system.Data.ExecuteAsync("""
            CREATE TABLE known AS SELECT id, imdb_id FROM catalog.movies;
            UPDATE catalog.movies SET title = 'The film with number ' || id, imdb_id = NULL, last_tmdb_update = NULL,
                release_date = coalesce(release_date, '2000-01-01');
            UPDATE catalog.tmdb_movies SET content_hash = ''
            """);
        await system.RunAsync("project");
        return system;
    }

    private static Task<Guid> CreateSessionAsync(JobSystem system, string ids) => LibrarySessions.CreateAsync(
        system, $"SELECT title, extract(year FROM release_date)::integer FROM catalog.movies WHERE id BETWEEN {ids} ORDER BY id");
}
