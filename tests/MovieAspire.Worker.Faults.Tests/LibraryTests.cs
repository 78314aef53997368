using System.Text.Json;
using MovieAspire.Testing.Workers;
using Npgsql;

namespace MovieAspire.Worker.Faults.Tests;

/// <summary>A person's library through the death of the worker that works on it.</summary>
public class LibraryTests
{
    private const int Movies = 300;

    private static readonly Guid Session = Guid.Parse("0d9c1f5e-5b1c-4a63-9d1e-1f3a5c7e9b2d");

    [Fact]
    public async Task A_library_whose_worker_is_killed_is_finished_by_another_and_nothing_is_lost_or_done_twice()
    {
        await using var system = await WorkerSystem.StartAsync(Movies);
        var workers = await system.StartTwoWorkersAsync();
        var films = await FilmsAsync(system);
        system.Emulator.Statistics.Reset();
        system.Emulator.Faults = new() { Tmdb = new() { Latency = TimeSpan.FromMilliseconds(40) } };
        await UploadAsync(system, films);

        await system.WaitForFetchesAsync(films.Count / 3);
        await Eventually.GetAsync(
            () => system.ScalarAsync<int>("SELECT enriched_count FROM libraries.sessions"), settled => settled > 0, _ => $"No film has its movie.\n{system.Logs}");
        var run = await system.ScalarAsync<string>("SELECT id::text FROM pipeline.pipeline_runs WHERE job = 'library'");
        var owner = await system.OwnerAsync(run!);
        Assert.Equal(128 + 9, await workers.Single(worker => worker.Id == owner).KillAsync());
        var settled = await system.ScalarAsync<int>("SELECT enriched_count FROM libraries.sessions");
        await Eventually.GetAsync(
            () => system.ScalarAsync<string>("SELECT status FROM libraries.sessions"), status => status == "completed",
            status => $"The session stays {status}.\n{system.Logs}");

        Assert.InRange(settled, 1, films.Count - 1);
        Assert.Equal((long)films.Count, await system.ScalarAsync<long>("SELECT count(*) FROM libraries.matches WHERE is_settled AND failure IS NULL"));
        Assert.Equal(films.Count, await system.ScalarAsync<int>("SELECT enriched_count FROM libraries.sessions WHERE failed_count = 0"));
        // Each outcome once, in an order that everybody who watches sees.
        Assert.Equal((long)films.Count, await system.ScalarAsync<long>("SELECT count(DISTINCT revision) FROM libraries.matches"));
        Assert.Equal(0L, await system.ScalarAsync<long>("""
            SELECT count(*) FROM libraries.matches x LEFT JOIN catalog.tmdb_movies d ON d.movie_id = x.movie_id WHERE x.state = 'matched' AND d.movie_id IS NULL
            """));
        Assert.Equal(1L, await system.ScalarAsync<long>("SELECT count(*) FROM libraries.insights WHERE kind = 'stats'"));
        // What was in flight.
        Assert.InRange(system.RepeatedFetches(), 0, 12);
    }

    private static async Task<List<(string Title, int Year)>> FilmsAsync(WorkerSystem system)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        var films = new List<(string Title, int Year)>();
        for (var page = 1; page <= 10; page++)
        {
            await using var body = await http.GetStreamAsync(
                new Uri(system.Emulator.TmdbBaseUrl, FormattableString.Invariant($"discover/movie?api_key={system.Emulator.ApiKey}&page={page}")));
            using var movies = await JsonDocument.ParseAsync(body);
            films.AddRange(movies.RootElement.GetProperty("results").EnumerateArray()
                .Where(movie => movie.GetProperty("release_date").GetString() is { Length: > 0 })
                .Select(movie => (movie.GetProperty("title").GetString()!, movie.GetProperty("release_date").GetDateTime().Year)));
        }

        return [.. films.Distinct()];
    }

    private static async Task UploadAsync(WorkerSystem system, List<(string Title, int Year)> films)
    {
        await using var data = NpgsqlDataSource.Create(system.Database);
        await using var command = data.CreateCommand("""
            WITH session AS (
                INSERT INTO libraries.sessions (id, owner_token_hash, status, created_at, imported_at, wanted_at, expires_at, work_wanted, total_movies)
                VALUES ($1, '', 'processing', now(), now(), now(), now() + interval '30 days', 1, cardinality($2)) RETURNING id),
            films AS (
                INSERT INTO libraries.films (session_id, name, year, is_watched)
                SELECT session.id, f.name, f.year, true FROM session, unnest($2, $3) AS f (name, year) RETURNING session_id)
            SELECT pg_notify('library_changed', id::text) FROM session
            """);
        command.Parameters.Add(new() { Value = Session });
        command.Parameters.Add(new() { Value = films.Select(film => film.Title).ToArray() });
        command.Parameters.Add(new() { Value = films.Select(film => film.Year).ToArray() });
        await command.ExecuteNonQueryAsync();
    }
}
