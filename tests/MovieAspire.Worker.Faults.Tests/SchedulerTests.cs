using System.Globalization;
using MovieAspire.Testing.Workers;

namespace MovieAspire.Worker.Faults.Tests;

public class SchedulerTests
{
    private static readonly string[] Jobs =
    [
        "quick", "daily", "full", "refresh", "discover", "changes", "trending", "genre-stats", "search-index", "recommendations",
    ];

    [Fact]
    public async Task Two_workers_fire_a_schedule_once_and_the_other_goes_on_when_one_is_killed()
    {
        await using var system = await WorkerSystem.StartAsync(movies: 1);
        var settings = Jobs.ToDictionary(job => $"Schedules:{job}:Enabled", job => job == "genre-stats" ? "true" : "false");
        settings["Schedules:genre-stats:Cron"] = "0/2 * * * * ?";
        var workers = await system.StartTwoWorkersAsync(settings);

        await FiredAsync(system, 3);
        await workers[0].KillAsync();
        await FiredAsync(system, 3 + await CountAsync(system));
        await workers[1].Client.SetSchedulerAsync(
            new() { Running = false }, deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(10));
        await Eventually.GetAsync(
            () => system.ScalarAsync<long>("SELECT count(*) FROM pipeline.pipeline_runs WHERE status IN ('queued', 'running')"),
            active => active == 0, active => $"{active} runs do not end.\n{system.Logs}");

        Assert.Equal("only whole firings, each once", await system.ScalarAsync<string>("""
            SELECT CASE WHEN count(*) = count(DISTINCT scheduled_for) AND bool_and(extract(second FROM scheduled_for)::integer % 2 = 0)
                        THEN 'only whole firings, each once' ELSE string_agg(scheduled_for::text, ' ' ORDER BY id) END
            FROM pipeline.pipeline_runs WHERE job = 'genre-stats' AND requested_by = 'scheduler'
            """));
        var runs = await system.ScalarAsync<string[]>("SELECT array_agg(id || ' ' || attempt) FROM pipeline.pipeline_runs");
        foreach (var (id, attempts) in runs!.Select(run => (run[..36], int.Parse(run[37..], CultureInfo.InvariantCulture))))
        {
            // One that was taken over may have been claimed by the killed worker just before its end.
            var starts = workers.Sum(worker => worker.CountInLog($"Run {id} of genre-stats starts"));
            Assert.InRange(starts, 1, attempts);
        }
    }

    private static Task<long> CountAsync(WorkerSystem system) =>
        system.ScalarAsync<long>("SELECT count(*) FROM pipeline.pipeline_runs WHERE requested_by = 'scheduler'");

    private static async Task FiredAsync(WorkerSystem system, long times) => await Eventually.GetAsync(
        () => CountAsync(system), count => count >= times, count => $"Fired {count} of {times} times.\n{system.Logs}");
}
