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
    private static readonly (string, string)[] Patient = [("Cache:Lease", "00:00:30"), ("Redis:Timeout", "00:00:05")];

    [Fact]
    public async Task Of_two_processes_one_computes_and_the_other_gets_what_it_wrote()
    {
        await using var server = await RedisServer.StartOwnAsync();
        await using var first = await RedisHost.StartAsync(server.ConnectionString, null, Patient);
        await using var second = await RedisHost.StartAsync(server.ConnectionString, null, Patient);
        await Task.WhenAll(first.ConnectedAsync(), second.ConnectedAsync());
        var movie = new CachedRead("movie:1", DataArea.Catalog);
        var (started, end) = (new TaskCompletionSource(), new TaskCompletionSource());
        var loads = 0;

        var computing = first.Cache.GetOrLoadAsync(movie, LoadAsync, new TestCall());
        await started.Task.WaitAsync(TimeSpan.FromSeconds(30));
        var waiting = second.Cache.GetOrLoadAsync(movie, LoadAsync, new TestCall());
        // Both have asked for the lease.
        await Eventually.IsAsync(async () => await LeasesAskedForAsync(second) >= 2);
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

    private static async Task<int> LeasesAskedForAsync(RedisHost host)
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
        await using var host = await RedisHost.StartAsync(await RedisServer.CreateDatabaseAsync(), null, Patient);
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
        await using var host = await RedisHost.StartAsync(await RedisServer.CreateDatabaseAsync(), null, Patient);
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
