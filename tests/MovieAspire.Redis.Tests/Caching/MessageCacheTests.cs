using Google.Protobuf.WellKnownTypes;
using MovieAspire.Redis.Caching;
using MovieAspire.Redis.Generations;
using MovieAspire.Redis.Tests.Hosting;
using MovieAspire.Testing;
using Npgsql;
using StackExchange.Redis;
using Xunit;

namespace MovieAspire.Redis.Tests.Caching;

public sealed class MessageCacheTests : IAsyncLifetime
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly CachedRead Movie = new("movie:1", DataArea.Catalog);
    private static readonly CachedRead Search = new("search:x", DataArea.Search) { IsFreeForm = true };

    private readonly ManualTime _time = new();
    private string _redis = null!;
    private RedisHost _host = null!;
    private int _loads;

    public async Task InitializeAsync()
    {
        _redis = await RedisServer.CreateDatabaseAsync();
        _host = await RedisHost.StartAsync(_redis, _time);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task An_entry_is_served_for_its_time_to_live_and_not_longer()
    {
        Assert.Equal("1", await ReadAsync(Movie));
        _time.Advance(TimeSpan.FromHours(1) - Second);
        Assert.Equal("1", await ReadAsync(Movie));
        _time.Advance(Second);
        Assert.Equal("2", await ReadAsync(Movie));

        var brief = Movie with { Key = "movie:brief", TimeToLive = TimeSpan.FromSeconds(15) };
        Assert.Equal("3", await ReadAsync(brief));
        _time.Advance(TimeSpan.FromSeconds(14));
        Assert.Equal("3", await ReadAsync(brief));
        _time.Advance(Second);
        Assert.Equal("4", await ReadAsync(brief));
    }

    [Fact]
    public async Task A_run_makes_old_what_depends_on_the_area_that_it_changed()
    {
        var statistics = new CachedRead("top_genres:all", DataArea.Statistics);
        Assert.Equal("1", await ReadAsync(Movie));
        Assert.Equal("2", await ReadAsync(statistics));

        await _host.Generations.AdvanceAsync([DataArea.Statistics], CancellationToken.None);
        _time.Advance(Second);

        Assert.Equal("1", await ReadAsync(Movie));
        Assert.Equal("3", await ReadAsync(statistics));
    }

    [Fact]
    public async Task That_there_is_nothing_is_remembered_briefly()
    {
        Assert.Null(await ReadAsync(Movie, exists: false));
        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.Null(await ReadAsync(Movie, exists: false));
        Assert.Equal(1, _loads);
        _time.Advance(Second);
        Assert.Equal("2", await ReadAsync(Movie));
        // For as long as anything else, from then on.
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("2", await ReadAsync(Movie));
        Assert.InRange(await TimeToLiveAsync("movie:1"), TimeSpan.FromHours(24), TimeSpan.FromHours(25));

        await ReadAsync(Movie with { Key = "movie:none" }, exists: false);
        Assert.InRange(await TimeToLiveAsync("movie:none"), TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_freely_worded_read_is_kept_once_it_was_asked_for_twice_and_then_shortly()
    {
        Assert.Equal("1", await ReadAsync(Search));
        Assert.False(await ExistsAsync(Search.Key));
        Assert.Equal("2", await ReadAsync(Search));
        Assert.Equal("2", await ReadAsync(Search));
        Assert.InRange(await TimeToLiveAsync(Search.Key), Second, TimeSpan.FromSeconds(330));

        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("3", await ReadAsync(Search));
    }

    [Fact]
    public async Task Random_requests_leave_nothing_in_redis_and_repeated_ones_no_more_than_their_room()
    {
        const int Requests = 400;
        await using var host = await RedisHost.StartAsync(_redis, _time, ("Cache:FreeFormMegabytes", "2"));
        async Task AskAsync(int from)
        {
            for (var i = from; i < from + Requests; i++)
            {
                await host.Cache.GetOrLoadAsync(
                    Search with { Key = $"search:{i}" },
                    _ => Task.FromResult<StringValue?>(new() { Value = new('x', 10_000) }), new TestCall());
            }
        }

        await AskAsync(from: 0);
        Assert.Empty(await KeysAsync("search:*"));
        await AskAsync(from: 0);
        await AskAsync(from: 0);
        var kept = await KeysAsync("search:*");
        // Half of the room for each of the two periods of which entries may be there at a time.
        Assert.InRange(kept.Length, 1_000_000 / 10_300, 1024 * 1024 / 10_000);
        // Whatever comes next, until they expire.
        await AskAsync(from: Requests);
        await AskAsync(from: Requests);
        Assert.Equal(kept.Length, (await KeysAsync("search:*")).Length);

        _time.Advance(TimeSpan.FromSeconds(330));
        await AskAsync(from: 2 * Requests);
        await AskAsync(from: 2 * Requests);
        Assert.InRange((await KeysAsync("search:*")).Length, kept.Length + 1, 2 * kept.Length);
    }

    [Fact]
    public async Task What_was_asked_for_two_periods_ago_is_asked_for_as_if_for_the_first_time()
    {
        await ReadAsync(Search);
        _time.Advance(TimeSpan.FromSeconds(659));
        await ReadAsync(Search);
        Assert.Single(await KeysAsync("search:*"));

        var other = Search with { Key = "search:y" };
        await ReadAsync(other);
        _time.Advance(TimeSpan.FromSeconds(660));
        await ReadAsync(other);
        Assert.DoesNotContain(other.Key, await KeysAsync("search:*"));
    }

    [Fact]
    public async Task An_entry_that_is_replaced_takes_no_more_room()
    {
        await using var host = await RedisHost.StartAsync(_redis, _time, ("Cache:FreeFormMegabytes", "1"));
        for (var i = 0; i < 8; i++)
        {
            for (var again = 0; again < 2; again++)
            {
                await host.Cache.GetOrLoadAsync(
                    Search, _ => Task.FromResult<StringValue?>(new() { Value = $"{i} {new string('x', 100_000)}" }), new TestCall());
            }

            _time.Advance(TimeSpan.FromSeconds(30));
        }

        // 500,000 bytes are the room of a period.
        var entry = CacheEntry<StringValue>.Parse((await DatabaseAsync(database => database.StringGetAsync(Search.Key)))!)!;
        Assert.StartsWith("7 ", entry.Message!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_database_is_away_the_old_entry_answers_and_fresh_ones_are_marked_too()
    {
        var fresh = Movie with { Key = "movie:2" };
        var readAt = _time.GetUtcNow();
        await ReadAsync(Movie);
        _time.Advance(TimeSpan.FromHours(2));
        await ReadAsync(fresh);
        Assert.Null((await CallAsync(fresh)).StaleSince);

        var away = new NpgsqlException("refused", new IOException());
        Assert.Equal(readAt, (await CallAsync(Movie, away)).StaleSince);
        // Known from then on, although this one is not even old.
        Assert.Equal(readAt.AddHours(2), (await CallAsync(fresh)).StaleSince);
        await Assert.ThrowsAsync<NpgsqlException>(() => CallAsync(Movie with { Key = "movie:3" }, away));

        _host.Get<DatabaseWatch>().Answered();
        Assert.Null((await CallAsync(Movie)).StaleSince);
        Assert.Null((await CallAsync(fresh)).StaleSince);
    }

    [Fact]
    public async Task A_load_that_overran_the_patience_is_cancelled_and_the_old_entry_answers_but_the_database_is_not_away()
    {
        await ReadAsync(Movie);
        _time.Advance(TimeSpan.FromHours(1));
        var cancelled = new TaskCompletionSource();
        var loading = new TaskCompletionSource();
        var call = new TestCall();

        var read = _host.Cache.GetOrLoadAsync<StringValue>(
            Movie,
            async token =>
            {
                using var registration = token.Register(cancelled.SetResult);
                loading.SetResult();
                await Task.Delay(Timeout.Infinite, token);
                return null;
            },
            call);
        await loading.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await Eventually.IsAsync(() =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            return read.IsCompleted;
        });

        Assert.Equal("1", (await read)!.Value);
        Assert.NotNull(call.StaleSince);
        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.False(_host.Get<DatabaseWatch>().IsAway);
    }

    [Fact]
    public async Task Without_redis_every_read_computes()
    {
        await using var host = await RedisHost.StartAsync(null);
        Assert.Equal("1", await ReadAsync(Movie, host: host));
        Assert.Equal("2", await ReadAsync(Movie, host: host));
    }

    private async Task<string?> ReadAsync(CachedRead read, bool exists = true, RedisHost? host = null) =>
        (await (host ?? _host).Cache.GetOrLoadAsync(read, _ => LoadAsync(exists), new TestCall()))?.Value;

    private async Task<TestCall> CallAsync(CachedRead read, Exception? failure = null)
    {
        var call = new TestCall();
        await _host.Cache.GetOrLoadAsync(read, _ => failure is null ? LoadAsync(true) : throw failure, call);
        return call;
    }

    private Task<StringValue?> LoadAsync(bool exists)
    {
        _loads++;
        return Task.FromResult(exists ? new StringValue { Value = $"{_loads}" } : null);
    }

    private Task<bool> ExistsAsync(string key) => DatabaseAsync(database => database.KeyExistsAsync(key));

    private async Task<TimeSpan> TimeToLiveAsync(string key) => (await DatabaseAsync(database => database.KeyTimeToLiveAsync(key)))!.Value;

    private async Task<string[]> KeysAsync(string pattern) => await DatabaseAsync(async database =>
        (string[])(await database.ScriptEvaluateAsync("return redis.call('KEYS', ARGV[1])", [], [pattern]))!);

    // Writes are sent and forgotten; this one comes after them on the same connection.
    private async Task<T> DatabaseAsync<T>(Func<IDatabase, Task<T>> call) =>
        (await _host.Redis.TryAsync(call, CancellationToken.None)).Value!;
}
