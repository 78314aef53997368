using MovieAspire.Testing;
using Npgsql;

namespace MovieAspire.Worker.Tests.Schedules;

public class SchedulerTests
{
    private static readonly Uri Nowhere = new("http://127.0.0.1:9/3/");

    private static readonly Dictionary<string, string?> EverySecond = new()
    {
        ["Schedules:genre-stats:Enabled"] = "true", ["Schedules:genre-stats:Cron"] = "* * * * * ?",
    };

    [Fact]
    public async Task Two_workers_share_the_firings_and_a_stop_holds_for_both_and_across_a_restart()
    {
        var database = await PostgresServer.CreateDatabaseAsync();
        await using var dataSource = NpgsqlDataSource.Create(database);
        await using (var first = await TestWorker.StartAsync(database, Nowhere, settings: EverySecond))
        await using (var second = await TestWorker.StartAsync(database, Nowhere, settings: EverySecond))
        {
            await Eventually.TrueAsync(async () => await FiredAsync(dataSource) >= 3, "Three firings");
            var job = Assert.Single((await second.Client.GetSchedulerStatusAsync(new())).Jobs, job => job.Id == "genre-stats");
            Assert.True(job.Enabled);
            Assert.NotNull(job.NextRun);
            Assert.NotNull(job.LastFiredAt);

            var stopped = await first.Client.SetSchedulerAsync(new() { Running = false });

            Assert.False(stopped.Running);
            Assert.Equal("test", stopped.ChangedBy);
            var other = await second.Client.GetSchedulerStatusAsync(new());
            Assert.False(other.Running);
            Assert.All(other.Jobs, job => Assert.Null(job.NextRun));
        }

        var fired = await FiredAsync(dataSource);
        await using var third = await TestWorker.StartAsync(database, Nowhere, settings: EverySecond);
        Assert.False((await third.Client.GetSchedulerStatusAsync(new())).Running);
        Assert.Equal(fired, await FiredAsync(dataSource));

        Assert.True((await third.Client.SetSchedulerAsync(new() { Running = true })).Running);
        await Eventually.TrueAsync(async () => await FiredAsync(dataSource) > fired, "A firing after the start");
    }

    private static async Task<long> FiredAsync(NpgsqlDataSource dataSource)
    {
        await using var command = dataSource.CreateCommand(
            "SELECT count(*) FROM pipeline.pipeline_runs WHERE requested_by = 'scheduler' AND job = 'genre-stats'");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
