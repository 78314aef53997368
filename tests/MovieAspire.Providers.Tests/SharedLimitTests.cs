using MovieAspire.ProviderEmulator;
using MovieAspire.Providers.Tmdb;
using MovieAspire.Testing;
using StackExchange.Redis;
using Xunit;

namespace MovieAspire.Providers.Tests;

/// <summary>Limits and cache that two workers share through Redis.</summary>
public sealed class SharedLimitTests
{
    private const int Rate = 20;

    private static readonly Dictionary<string, string?> Limits = new()
    {
        ["Tmdb:RequestsPerSecond"] = "20", ["Tmdb:Burst"] = "20", ["Tmdb:MaxConnections"] = "6",
    };

    [Fact]
    public async Task Two_workers_together_keep_to_the_rate()
    {
        await using var emulator = await EmulatorServer.StartAsync(new() { RequestsPerSecond = 0, MaxConnections = 0 });
        var redis = await RedisServer.CreateDatabaseAsync();
        await using var first = await ProviderHarness.StartAsync(emulator, Limits, redis: redis);
        await using var second = await ProviderHarness.StartAsync(emulator, Limits, redis: redis);

        await Task.WhenAll(FetchAsync(first, 40), FetchAsync(second, 40));

        var seen = emulator.Statistics.Snapshot().Tmdb;
        Assert.Equal(80, seen.Requests);
        Assert.InRange(seen.MaxPerSecond, 1, Rate);
        Assert.InRange(seen.MaxConcurrent, 1, 12);
        // After the first burst 60 requests are left, for which the rate asks three seconds; how much of the rate is used is for the benchmark.
        Assert.True((seen.LastAt - seen.FirstAt)!.Value >= TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task Without_redis_each_worker_takes_its_fraction_and_waits_for_nobody()
    {
        await using var emulator = await EmulatorServer.StartAsync(new() { RequestsPerSecond = 0, MaxConnections = 0 });
        await using var alone = await ProviderHarness.StartAsync(emulator, Limits);

        await FetchAsync(alone, 30);

        Assert.InRange(emulator.Statistics.Snapshot().Tmdb.MaxPerSecond, 1, Rate / 2);
    }

    [Fact]
    public async Task Tokens_that_were_given_out_before_redis_clock_was_set_back_hold_nobody_up()
    {
        await using var emulator = await EmulatorServer.StartAsync(new() { RequestsPerSecond = 0, MaxConnections = 0 });
        var redis = await RedisServer.CreateDatabaseAsync();
        await using var providers = await ProviderHarness.StartAsync(emulator, Limits, redis: redis);
        await FetchAsync(providers, 1);
        using var connection = await ConnectionMultiplexer.ConnectAsync(redis);
        var database = connection.GetDatabase();
        var tomorrow = (TimeProvider.System.GetUtcNow().AddDays(1) - DateTimeOffset.UnixEpoch).TotalMicroseconds;
        await database.SortedSetAddAsync(
            "provider-tokens:tmdb", [.. Enumerable.Range(0, Rate).Select(token => new SortedSetEntry($"far:{token}", tomorrow))]);

        await FetchAsync(providers, 1);

        Assert.Equal(2, emulator.Statistics.Snapshot().Tmdb.Requests);
        Assert.DoesNotContain(await database.SortedSetRangeByRankAsync("provider-tokens:tmdb"), token => token.ToString().StartsWith("far:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_bucket_that_redis_lost_counts_as_used_so_that_no_second_sees_two_bursts()
    {
        await using var emulator = await EmulatorServer.StartAsync(new() { RequestsPerSecond = 0, MaxConnections = 0 });
        var redis = await RedisServer.CreateDatabaseAsync();
        await using var providers = await ProviderHarness.StartAsync(emulator, Limits, redis: redis);

        using var connection = await ConnectionMultiplexer.ConnectAsync(redis);
        for (var round = 0; round < 3; round++)
        {
            await FetchAsync(providers, Rate);
            await connection.GetDatabase().KeyDeleteAsync("provider-tokens:tmdb");
        }

        Assert.Equal(3 * Rate, emulator.Statistics.Snapshot().Tmdb.Requests);
        Assert.InRange(emulator.Statistics.Snapshot().Tmdb.MaxPerSecond, 1, Rate);
    }

    [Fact]
    public async Task A_wall_clock_that_jumps_lets_nobody_through_early_and_holds_nobody_up()
    {
        await using var emulator = await EmulatorServer.StartAsync(new() { RequestsPerSecond = 0, MaxConnections = 0 });
        await using var alone = await ProviderHarness.StartAsync(emulator, Limits, new JumpingTime());

        await FetchAsync(alone, 30);

        Assert.InRange(emulator.Statistics.Snapshot().Tmdb.MaxPerSecond, 1, Rate / 2);
    }

    [Fact]
    public async Task A_redis_that_goes_away_stops_no_call_and_is_used_again_when_it_is_back()
    {
        await using var emulator = await EmulatorServer.StartAsync(new() { RequestsPerSecond = 0, MaxConnections = 0 });
        await using var server = await RedisServer.StartOwnAsync();
        await using var providers = await ProviderHarness.StartAsync(
            emulator, new Dictionary<string, string?> { ["Redis:RetryDelay"] = "00:00:00.5" }, redis: server.ConnectionString);
        await providers.Tmdb.GetMovieDetailsAsync(603, null, providers.Deadline);
        Assert.True((await providers.Tmdb.GetMovieDetailsAsync(603, null, providers.Deadline)).Raw.FromCache);

        await server.StopAsync();
        for (var i = 0; i < 20; i++)
            Assert.False((await providers.Tmdb.GetMovieDetailsAsync(603, null, providers.Deadline)).Raw.FromCache);

        await server.StartAsync();
        while (!(await providers.Tmdb.GetMovieDetailsAsync(603, null, providers.Deadline)).Raw.FromCache)
            await Task.Delay(50, providers.Deadline);
    }

    [Fact]
    public async Task A_second_worker_gets_details_from_the_cache_byte_for_byte()
    {
        await using var emulator = await EmulatorServer.StartAsync();
        var redis = await RedisServer.CreateDatabaseAsync();
        await using var first = await ProviderHarness.StartAsync(emulator, redis: redis);
        await using var second = await ProviderHarness.StartAsync(emulator, redis: redis);

        var fetched = await first.Tmdb.GetMovieDetailsAsync(603, null, first.Deadline);
        var cached = await second.Tmdb.GetMovieDetailsAsync(603, null, second.Deadline);

        Assert.True(cached.Raw.FromCache);
        Assert.True(fetched.Raw.Body.Span.SequenceEqual(cached.Raw.Body.Span));
        Assert.Equal(fetched.Raw.FetchedAt, cached.Raw.FetchedAt, TimeSpan.FromMilliseconds(1));
        Assert.Equal(fetched.Value.Title, cached.Value.Title);
        Assert.Equal(1, emulator.Statistics.Snapshot().MovieFetches[603]);
    }

    /// <summary>A wall clock that is a day ahead and a day behind in turn; the monotonic one goes on.</summary>
    private sealed class JumpingTime : TimeProvider
    {
        private int _asked;

        public override DateTimeOffset GetUtcNow() =>
            base.GetUtcNow().AddDays(Interlocked.Increment(ref _asked) % 2 == 0 ? 1 : -1);
    }

    [Fact]
    public async Task Details_that_are_known_to_have_changed_do_not_come_from_an_older_answer()
    {
        await using var emulator = await EmulatorServer.StartAsync();
        var redis = await RedisServer.CreateDatabaseAsync();
        await using var providers = await ProviderHarness.StartAsync(emulator, redis: redis);
        var first = await providers.Tmdb.GetMovieDetailsAsync(603, null, providers.Deadline);
        var changed = first.Raw.FetchedAt.AddMilliseconds(2);

        var second = await providers.Tmdb.GetMovieDetailsAsync(603, null, providers.Deadline, fetchedSince: changed);
        var third = await providers.Tmdb.GetMovieDetailsAsync(603, null, providers.Deadline, fetchedSince: first.Raw.FetchedAt.AddSeconds(-1));
        // The cache keeps milliseconds.
        var answered = DateTimeOffset.FromUnixTimeMilliseconds(second.Raw.FetchedAt.ToUnixTimeMilliseconds());
        var fourth = await providers.Tmdb.GetMovieDetailsAsync(603, null, providers.Deadline, fetchedSince: answered);

        Assert.False(second.Raw.FromCache);
        Assert.True(third.Raw.FromCache);
        Assert.True(fourth.Raw.FromCache);
        Assert.Equal(2, emulator.Statistics.Snapshot().MovieFetches[603]);
    }

    private static Task FetchAsync(ProviderHarness providers, int requests) => Parallel.ForEachAsync(
        Enumerable.Range(0, requests),
        new ParallelOptions { MaxDegreeOfParallelism = 10, CancellationToken = providers.Deadline },
        async (request, cancellationToken) => await providers.Tmdb.GetListAsync(TmdbList.Popular, request % 10 + 1, null, cancellationToken));
}
