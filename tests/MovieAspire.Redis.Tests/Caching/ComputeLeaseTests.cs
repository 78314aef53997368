using System.Globalization;
using System.Text.RegularExpressions;
using Google.Protobuf.WellKnownTypes;
using MovieAspire.Redis.Caching;
using MovieAspire.Redis.Generations;
using MovieAspire.Redis.Tests.Hosting;
using MovieAspire.Testing;
using Xunit;

namespace MovieAspire.Redis.Tests.Caching;

public sealed class ComputeLeaseTests
{
    private static readonly (string, string) LongLease = ("Cache:Lease", "00:00:30");

    [Fact]
    public async Task Of_two_processes_one_computes_and_the_other_gets_what_it_wrote()
    {
        await using var server = await RedisServer.StartOwnAsync();
        await using var first = await RedisHost.StartAsync(server.ConnectionString, null, LongLease);
        await using var second = await RedisHost.StartAsync(server.ConnectionString, null, LongLease);
        await Task.WhenAll(first.ConnectedAsync(), second.ConnectedAsync());
        var movie = new CachedRead("movie:1", DataArea.Catalog);
        var (started, end) = (new TaskCompletionSource(), new TaskCompletionSource());
        var loads = 0;

        var computing = first.Cache.GetOrLoadAsync(movie, LoadAsync, new TestCall());
        await started.Task.WaitAsync(TimeSpan.FromSeconds(30));
        var before = await SetCommandsAsync(second);
        var waiting = second.Cache.GetOrLoadAsync(movie, LoadAsync, new TestCall());
        // Refused the lease it asks for it time and again; nothing else that it sets would be set three times.
        await Eventually.IsAsync(async () => await SetCommandsAsync(second) >= before + 3);
        end.SetResult();

        Assert.Equal("loaded", (await computing)!.Value);
        Assert.Equal("loaded", (await waiting)!.Value);
        Assert.Equal(1, loads);

        async Task<StringValue?> LoadAsync(CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref loads);
            started.TrySetResult();
            await end.Task.WaitAsync(cancellationToken);
            return new() { Value = "loaded" };
        }
    }

    private static async Task<int> SetCommandsAsync(RedisHost host)
    {
        var (_, info) = await host.Redis.TryAsync(
            async database => (string?)await database.ScriptEvaluateAsync("return redis.call('INFO', 'commandstats')"),
            CancellationToken.None);
        return Regex.Match(info!, @"cmdstat_set:calls=(\d+)") is { Success: true } calls
            ? int.Parse(calls.Groups[1].Value, CultureInfo.InvariantCulture)
            : 0;
    }

    [Fact]
    public async Task The_lease_is_the_next_ones_when_its_holder_wrote_nothing()
    {
        await using var host = await RedisHost.StartAsync(await RedisServer.CreateDatabaseAsync(), null, LongLease);
        // A process starts without waiting for Redis for long.
        await Eventually.IsAsync(async () => (await host.Redis.TryAsync(database => database.PingAsync(), CancellationToken.None)).Answered);
        var leases = host.Get<ComputeLease>();
        var looked = new SemaphoreSlim(0);
        var held = await leases.TakeAsync("movie:1:0", () => Task.FromResult(false), CancellationToken.None);

        var next = leases.TakeAsync(
            "movie:1:0",
            () =>
            {
                looked.Release();
                return Task.FromResult(false);
            },
            CancellationToken.None);
        // Twice round: refused twice.
        await looked.WaitAsync(TimeSpan.FromSeconds(30));
        await looked.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.False(next.IsCompleted);
        held!.Dispose();

        Assert.NotNull(await next.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task Whoever_waits_stops_when_the_entry_is_there()
    {
        await using var host = await RedisHost.StartAsync(await RedisServer.CreateDatabaseAsync(), null, LongLease);
        var leases = host.Get<ComputeLease>();
        using var held = await leases.TakeAsync("movie:1:0", () => Task.FromResult(false), CancellationToken.None);

        Assert.Null(await leases.TakeAsync("movie:1:0", () => Task.FromResult(true), CancellationToken.None));
    }

    [Fact]
    public async Task Nobody_waits_longer_than_the_lease_for_a_holder_that_died()
    {
        var time = new ManualTime();
        await using var host = await RedisHost.StartAsync(await RedisServer.CreateDatabaseAsync(), time, ("Cache:Lease", "00:00:02"));
        var leases = host.Get<ComputeLease>();
        Assert.NotNull(await leases.TakeAsync("movie:1:0", () => Task.FromResult(false), CancellationToken.None));

        var late = leases.TakeAsync("movie:1:0", () => Task.FromResult(false), CancellationToken.None);
        await Eventually.IsAsync(() =>
        {
            time.Advance(TimeSpan.FromMilliseconds(20));
            return late.IsCompleted;
        });

        Assert.NotNull(await late);
    }
}
