using MovieAspire.Contracts.Pipeline.V1;

namespace MovieAspire.Worker.Tests.Maintenance;

public class MaintenanceJobTests
{
    [Fact]
    public async Task What_is_older_than_its_retention_goes_and_the_newest_run_of_a_job_stays()
    {
        await using var system = await JobSystem.StartAsync(movies: 10);
        await system.Data.ExecuteAsync("""
            INSERT INTO pipeline.pipeline_runs (id, job, status, requested_by, created_at, not_before, started_at, finished_at)
            SELECT gen_random_uuid(), job, 'succeeded', 'test', at, at, at, at
            FROM unnest(ARRAY['quick', 'daily']) AS job, unnest(ARRAY[$1 - interval '200 days', $1 - interval '100 days']) AS at;
            """, system.Clock.Now);
        await system.Data.ExecuteAsync("""
            INSERT INTO pipeline.pipeline_runs (id, job, status, requested_by, created_at, not_before, started_at, finished_at)
            SELECT gen_random_uuid(), 'quick', 'failed', 'test', at, at, at, at FROM unnest(ARRAY[$1 - interval '89 days']) AS at
            """, system.Clock.Now);
        await system.Data.ExecuteAsync("""
            INSERT INTO pipeline.run_errors (run_id, source, item, cause, message, occurred_at, resolved_at)
            SELECT id, 'details', '1', 'network', '', created_at, $1 - interval '29 days' FROM pipeline.pipeline_runs WHERE status = 'failed'
            UNION ALL SELECT id, 'details', '2', 'network', '', created_at, $1 - interval '31 days' FROM pipeline.pipeline_runs WHERE status = 'failed'
            UNION ALL SELECT id, 'details', '3', 'network', '', created_at, NULL FROM pipeline.pipeline_runs WHERE status = 'failed'
            """, system.Clock.Now);
        await system.Data.ExecuteAsync("""
            INSERT INTO pipeline.quota_usage (provider, day, used) SELECT 'omdb', $1::date - days, 1 FROM unnest(ARRAY[1, 401]) AS days
            """, system.Clock.Now);
        await system.Data.ExecuteAsync("""
            INSERT INTO analytics.movie_trending_daily
                (computed_on, movie_id, rank, score, popularity, vote_average, vote_count, run_id, computed_at)
            SELECT $1::date - days, 1, 1, 1, 1, 1, 1, gen_random_uuid(), $1 FROM unnest(ARRAY[399, 401]) AS days
            """, system.Clock.Now);

        var run = await system.RunAsync("maintenance");

        Assert.True(run.Status is RunStatus.Succeeded, run.ToString());
        // Of quick the two old ones; of daily the older, because nothing came after the other.
        Assert.Equal(2, await system.CountAsync("SELECT count(*) FROM pipeline.pipeline_runs WHERE job IN ('quick', 'daily')"));
        Assert.Equal(1, await system.CountAsync("SELECT count(*) FROM pipeline.pipeline_runs WHERE job = 'daily' AND created_at = $1 - interval '100 days'", system.Clock.Now));
        Assert.Equal(4, await system.CountAsync("SELECT sum(item::integer) FROM pipeline.run_errors"));
        Assert.Equal(1, await system.CountAsync("SELECT count(*) FROM pipeline.quota_usage"));
        Assert.Equal(1, await system.CountAsync("SELECT count(*) FROM analytics.movie_trending_daily"));
        Assert.Equal(
            ["analytics.movie_trending_daily 1", "pipeline.pipeline_runs 3", "pipeline.quota_usage 1", "pipeline.run_errors 1"],
            run.Sources.Select(source => $"{source.Source} {source.Updated}").Order());

        Assert.Equal(RunStatus.NoOp, (await system.RunAsync("maintenance")).Status);
    }
}
