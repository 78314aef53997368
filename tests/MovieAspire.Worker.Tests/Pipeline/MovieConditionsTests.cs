using MovieAspire.Contracts.Pipeline.V1;

namespace MovieAspire.Worker.Tests.Pipeline;

public class MovieConditionsTests
{
    // Movie 7 would be in every list, but TMDB has removed it; nothing is the matter with movie 8.
    private const string Seed = """
        INSERT INTO catalog.movies (id, title, original_title, imdb_id, release_date, popularity, last_tmdb_update, data_frozen, removed_at) VALUES
            (1, 'Old', '', 'tt0000001', '1960-01-01', 9, $1 - interval '400 days', false, NULL),
            (2, 'Frozen', '', 'tt0000002', '1960-01-01', 2, $1, true, NULL),
            (3, 'Nameless', '', NULL, '1960-01-01', 3, $1, false, NULL),
            (4, 'Bare', '', NULL, NULL, 4, NULL, false, NULL),
            (5, 'Failing', '', 'tt0000005', '1960-01-01', 5, $1, false, NULL),
            (6, 'Older', '', 'tt0000006', '1960-01-01', 1, $1 - interval '800 days', false, NULL),
            (7, 'Removed', '', NULL, '1960-01-01', 7, $1 - interval '900 days', true, $1),
            (8, 'Well', '', 'tt0000008', '1960-01-01', 8, $1, false, NULL),
            (9, 'Barer', '', NULL, NULL, 5, NULL, false, NULL)
        """;

    private const string Errors = """
        WITH runs AS (
            INSERT INTO pipeline.pipeline_runs (id, job, status, requested_by, created_at, not_before)
            SELECT gen_random_uuid(), 'enrich', 'partial', 'test', $1, $1 FROM generate_series(1, 3) RETURNING id
        ), numbered AS (SELECT id, row_number() OVER () AS n FROM runs)
        INSERT INTO pipeline.run_errors (run_id, source, item, cause, message, occurred_at, resolved_at)
        SELECT id, 'details', '5', 'network', 'attempt ' || n, $1 - (4 - n) * interval '1 hour', NULL::timestamptz FROM numbered WHERE n < 3
        UNION ALL SELECT id, 'omdb', '7', 'network', 'of a removed one', $1, NULL FROM numbered WHERE n = 3
        UNION ALL SELECT id, 'details', '8', 'network', 'made good', $1, $1 FROM numbered WHERE n = 3
        """;

    [Fact]
    public async Task Each_list_has_its_movies_and_counts_those_of_all_pages()
    {
        await using var system = await JobSystem.StartAsync(movies: 1);
        foreach (var sql in (string[])[Seed, Errors])
            await ExecuteAsync(system, sql);

        Assert.Equal([6, 1], await IdsAsync(MovieState.Stale));
        Assert.Equal([2], await IdsAsync(MovieState.Frozen));
        Assert.Equal([3], await IdsAsync(MovieState.NoImdbId));
        Assert.Equal([9, 4], await IdsAsync(MovieState.Bare));
        var failing = Assert.Single((await ListAsync(MovieState.Failing, limit: 5)).Movies);
        Assert.Equal((5, 2, "attempt 2"), (failing.Id, failing.Failures, failing.LastError));
        Assert.Equal(system.Clock.Now - TimeSpan.FromHours(2), failing.FailedAt.ToDateTimeOffset());

        async Task<List<int>> IdsAsync(MovieState state)
        {
            var all = await ListAsync(state, limit: 5);
            Assert.Equal(all.Movies.Count, all.TotalCount);
            var last = await ListAsync(state, limit: 1, offset: all.Movies.Count - 1);
            Assert.Equal((all.Movies[^1].Id, all.TotalCount), (Assert.Single(last.Movies).Id, last.TotalCount));
            return [.. all.Movies.Select(movie => movie.Id)];
        }

        async Task<ListMoviesByStateResponse> ListAsync(MovieState state, int limit, int offset = 0) => await system.Worker.Client.ListMoviesByStateAsync(
            new() { State = state, Limit = limit, Offset = offset, Count = true }, deadline: TestWorker.Deadline());
    }

    private static async Task ExecuteAsync(JobSystem system, string sql)
    {
#pragma warning disable CA2100 // constants of the test
        await using var command = system.Data.CreateCommand(sql);
#pragma warning restore CA2100
        command.Parameters.Add(new() { Value = system.Clock.Now });
        await command.ExecuteNonQueryAsync();
    }
}
