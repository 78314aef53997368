using MovieAspire.Redis.Generations;
using MovieAspire.Redis.Tests.Hosting;
using MovieAspire.Testing;
using Xunit;

namespace MovieAspire.Redis.Tests.Generations;

public sealed class DataGenerationsTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_change_shows_in_its_areas_and_in_no_other_a_second_later()
    {
        var time = new ManualTime();
        var redis = await RedisServer.CreateDatabaseAsync();
        await using var reader = await RedisHost.StartAsync(redis, time);
        await using var writer = await RedisHost.StartAsync(redis);
        var before = await ReadAsync(reader);
        var text = await reader.Generations.CurrentAsync(CancellationToken.None);

        await writer.Generations.AdvanceAsync([DataArea.Statistics, DataArea.Search], CancellationToken.None);
        Assert.Equal(before, await ReadAsync(reader));

        time.Advance(Second);
        Assert.Equal([before[0], before[1] + 1, before[2] + 1, before[3], before[4]], await ReadAsync(reader));
        Assert.NotEqual(text, await reader.Generations.CurrentAsync(CancellationToken.None));
    }

    [Fact]
    public async Task The_last_numbers_known_go_on_for_a_while_without_redis()
    {
        var time = new ManualTime();
        await using var server = await RedisServer.StartOwnAsync();
        await using var host = await RedisHost.StartAsync(server.ConnectionString, time, ("Generations:KeepFor", "00:02:00"));
        await host.Generations.AdvanceAsync([DataArea.Catalog], CancellationToken.None);
        Assert.Equal([1, 0, 0, 0, 0], await ReadAsync(host));

        await server.StopAsync();
        time.Advance(TimeSpan.FromSeconds(119));
        Assert.Equal([1, 0, 0, 0, 0], await ReadAsync(host));
        time.Advance(Second);
        Assert.Null(await host.Generations.CurrentAsync(DataArea.Catalog, CancellationToken.None));
        Assert.Null(await host.Generations.CurrentAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Nobody_knows_a_number_that_was_never_read()
    {
        await using var host = await RedisHost.StartAsync(null);

        await host.Generations.AdvanceAsync(DataGenerations.AllAreas, CancellationToken.None);

        Assert.Null(await host.Generations.CurrentAsync(CancellationToken.None));
    }

    private static async Task<long?[]> ReadAsync(RedisHost host)
    {
        var numbers = new List<long?>();
        foreach (var area in DataGenerations.AllAreas)
            numbers.Add(await host.Generations.CurrentAsync(area, CancellationToken.None));
        return [.. numbers];
    }
}
