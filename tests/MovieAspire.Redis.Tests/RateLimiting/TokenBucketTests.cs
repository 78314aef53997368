using System.Collections.Concurrent;
using MovieAspire.Redis.RateLimiting;
using MovieAspire.Redis.Tests.Hosting;
using MovieAspire.Testing;
using StackExchange.Redis;
using Xunit;

namespace MovieAspire.Redis.Tests.RateLimiting;

public sealed class TokenBucketTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task No_stretch_of_a_burst_sees_more_requests_than_that_whoever_sends_them_and_however_long_they_take()
    {
        const int Burst = 20;
        var redis = await RedisServer.CreateDatabaseAsync();
        await using var first = await RedisHost.StartAsync(redis);
        await using var second = await RedisHost.StartAsync(redis);
        var settings = new TokenBucketSettings("shared", 100, Burst, 0.5, Longest);
        using var firstBucket = new TokenBucket(first.Redis, TimeProvider.System, settings);
        using var secondBucket = new TokenBucket(second.Redis, TimeProvider.System, settings);
        var arrivals = new ConcurrentQueue<long>();

        await Task.WhenAll(Enumerable.Range(0, 16).Select(async worker =>
        {
            var random = new Random(worker);
            for (var i = 0; i < 12; i++)
            {
                using var token = await TakeAsync(worker % 2 == 0 ? firstBucket : secondBucket);
                await Task.Delay(random.Next(0, 12), Deadline());
                arrivals.Enqueue(TimeProvider.System.GetTimestamp());
                await Task.Delay(random.Next(0, 12), Deadline());
            }
        }));

        var seen = arrivals.Order().ToList();
        Assert.Equal(16 * 12, seen.Count);
        Assert.All(Enumerable.Range(0, seen.Count - Burst), i => Assert.True(
            TimeProvider.System.GetElapsedTime(seen[i], seen[i + Burst]) >= TimeSpan.FromSeconds(Burst / settings.Rate)));
    }

    [Fact]
    public async Task Whoever_does_not_go_first_has_a_small_share_while_others_have_to_wait_and_all_of_it_afterwards()
    {
        var redis = await RedisServer.CreateDatabaseAsync();
        await using var first = await RedisHost.StartAsync(redis);
        await using var second = await RedisHost.StartAsync(redis);
        var settings = new TokenBucketSettings("turns", 40, 4, 0.5, Longest);
        using var firstBucket = new TokenBucket(first.Redis, TimeProvider.System, settings);
        using var secondBucket = new TokenBucket(second.Redis, TimeProvider.System, settings);
        using var enough = new CancellationTokenSource();
        var others = 0;
        var background = Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            while (!enough.IsCancellationRequested)
            {
                await secondBucket.GiveWayAsync(_ => { }, Deadline());
                using var token = await TakeAsync(secondBucket);
                Interlocked.Increment(ref others);
            }
        }));
        await Eventually.IsAsync(() => Task.FromResult(Volatile.Read(ref others) > 8));

        var before = Volatile.Read(ref others);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            for (var i = 0; i < 10; i++)
            {
                using var token = await firstBucket.TakeAsync(true, _ => { }, Deadline());
            }
        }));
        var meanwhile = Volatile.Read(ref others) - before;
        await Eventually.IsAsync(() => Task.FromResult(Volatile.Read(ref others) > before + meanwhile + 20));
        await enough.CancelAsync();
        await background;

        // Of 80 tokens at an equal footing it would have been 60; two of each are on their way when the others give way.
        Assert.InRange(meanwhile, 2, 30);
    }

    [Fact]
    public async Task Whoever_asks_anew_right_after_a_request_comes_behind_those_who_wait()
    {
        await using var host = await RedisHost.StartAsync(
            await RedisServer.CreateDatabaseAsync());
        using var bucket = new TokenBucket(host.Redis, TimeProvider.System, new("again", 20, 1, 0.5, Longest));
        var order = new ConcurrentQueue<string>();
        var held = await TakeAsync(bucket);
        var waiting = new TaskCompletionSource();
        var waits = TakeInTurnAsync("waits", waiting.SetResult);
        await waiting.Task.WaitAsync(Deadline());

        held.Dispose();
        await Task.WhenAll(waits, TakeInTurnAsync("asks anew", () => { }));

        Assert.Equal(["waits", "asks anew"], order);

        async Task TakeInTurnAsync(string who, Action onFirstWait)
        {
            var isFirst = true;
            using var token = await bucket.TakeAsync(false, OnWait, Deadline());
            order.Enqueue(who);

            void OnWait(TimeSpan wait)
            {
                if (isFirst)
                    onFirstWait();
                isFirst = false;
            }
        }
    }

    [Fact]
    public async Task A_token_that_comes_back_is_given_out_with_the_time_until_then_and_nobody_asks_twice()
    {
        await using var host = await RedisHost.StartAsync(await RedisServer.CreateDatabaseAsync());
        using var bucket = new TokenBucket(host.Redis, TimeProvider.System, new("due", 4, 1, 0.5, Longest));
        (await TakeAsync(bucket)).Dispose();
        var waits = new ConcurrentQueue<TimeSpan>();

        using var next = await bucket.TakeAsync(false, waits.Enqueue, Deadline());

        Assert.InRange(Assert.Single(waits), TimeSpan.FromTicks(1), TokenBucket.Period(4, 1));
    }

    [Fact]
    public async Task Tokens_of_a_process_that_died_come_back_when_their_requests_must_be_over()
    {
        await using var host = await RedisHost.StartAsync(await RedisServer.CreateDatabaseAsync());
        var settings = new TokenBucketSettings("dead", 20, 2, 0.5, TimeSpan.FromMilliseconds(300));
        var taken = TimeProvider.System.GetTimestamp();
        using (var dead = new TokenBucket(host.Redis, TimeProvider.System, settings))
        {
            // Never ended.
            await TakeAsync(dead);
            await TakeAsync(dead);
        }

        using var bucket = new TokenBucket(host.Redis, TimeProvider.System, settings);
        using var token = await TakeAsync(bucket);

        Assert.True(TimeProvider.System.GetElapsedTime(taken) >= settings.LongestRequest);
    }

    [Fact]
    public async Task A_bucket_is_never_evicted_for_its_age()
    {
        var redis = await RedisServer.CreateDatabaseAsync();
        await using var host = await RedisHost.StartAsync(redis);
        using var bucket = new TokenBucket(host.Redis, TimeProvider.System, new("kept", 20, 2, 0.5, Longest));
        using var token = await TakeAsync(bucket);

        using var connection = await ConnectionMultiplexer.ConnectAsync(redis);
        Assert.True(await connection.GetDatabase().KeyExistsAsync("provider-tokens:kept"));
        Assert.Null(await connection.GetDatabase().KeyTimeToLiveAsync("provider-tokens:kept"));
    }

    [Fact]
    public async Task Without_redis_a_process_has_its_fraction_and_a_token_comes_back_a_while_after_its_request()
    {
        var time = new ManualTime();
        await using var host = await RedisHost.StartAsync(null, time);
        using var bucket = new TokenBucket(host.Redis, time, new("local", 4, 4, 0.5, Longest));
        var first = await TakeAsync(bucket);
        using var second = await TakeAsync(bucket);
        var third = TakeAsync(bucket);

        // However long the request takes.
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(third.IsCompleted);
        first.Dispose();
        var period = TokenBucket.Period(2, 2);
        time.Advance(period - TimeSpan.FromMilliseconds(1));
        Assert.False(third.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));

        (await third).Dispose();
    }

    [Fact]
    public async Task A_timer_that_fires_too_early_brings_no_token_back_before_its_time()
    {
        var time = new ManualTime();
        await using var host = await RedisHost.StartAsync(null, time);
        using var bucket = new TokenBucket(host.Redis, new EarlyTimers(time), new("early", 2, 2, 0.5, Longest));
        (await TakeAsync(bucket)).Dispose();
        var next = TakeAsync(bucket);

        time.Advance(TokenBucket.Period(1, 1) - TimeSpan.FromMilliseconds(1));
        Assert.False(next.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(2));

        (await next).Dispose();
    }

    [Fact]
    public async Task Losing_redis_does_not_come_with_a_second_burst()
    {
        var time = new ManualTime();
        await using var server = await RedisServer.StartOwnAsync();
        await using var host = await RedisHost.StartAsync(server.ConnectionString, time);
        using var bucket = new TokenBucket(host.Redis, time, new("lost", 4, 4, 1, Longest));
        await using (var shared = await RedisHost.StartAsync(server.ConnectionString))
        {
            // Of a bucket that Redis knows nothing of, all tokens count as used.
            using var other = new TokenBucket(shared.Redis, TimeProvider.System, new("lost", 4, 4, 1, Longest));
            (await TakeAsync(other)).Dispose();
        }

        await Eventually.IsAsync(async () => await server.TokensOutAsync("lost") == 0);
        for (var i = 0; i < 4; i++)
            (await TakeAsync(bucket)).Dispose();
        await server.StopAsync();
        await Eventually.IsAsync(async () => !(await host.Redis.TryAsync(database => database.PingAsync(), Deadline())).Answered);

        var next = TakeAsync(bucket);
        time.Advance(TokenBucket.Period(4, 4) - TimeSpan.FromMilliseconds(1));
        Assert.False(next.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));
        (await next).Dispose();
    }

    [Fact]
    public async Task Whoever_leaves_while_waiting_gives_the_token_back()
    {
        await using var host = await RedisHost.StartAsync(
            await RedisServer.CreateDatabaseAsync());
        await host.ConnectedAsync();
        using var bucket = new TokenBucket(host.Redis, TimeProvider.System, new("left", 2, 1, 0.5, Longest));
        (await TakeAsync(bucket)).Dispose();
        using var leaves = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await bucket.TakeAsync(false, _ => leaves.Cancel(), leaves.Token));

        // Else the next one would wait for the longest request.
        (await TakeAsync(bucket)).Dispose();
    }

    private static Task<IDisposable> TakeAsync(TokenBucket bucket) => bucket.TakeAsync(false, _ => { }, Deadline()).AsTask();

    private static CancellationToken Deadline() => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;
}
