using MovieAspire.Redis.Caching;
using MovieAspire.Redis.Generations;
using MovieAspire.Redis.Tests.Hosting;
using MovieAspire.Testing;
using Npgsql;
using Xunit;

namespace MovieAspire.Redis.Tests.Caching;

public sealed class LocalReadsTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private RedisHost _host = null!;
    private LocalReads<string, string> _lists = null!;
    private Exception? _failure;
    private int _loads;

    public async Task InitializeAsync()
    {
        _host = await RedisHost.StartAsync(await RedisServer.CreateDatabaseAsync(), _time);
        _lists = Lists(_host);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_value_is_kept_until_the_data_change_or_its_time_is_over()
    {
        Assert.Equal("a1", await FindAsync("a"));
        Assert.Equal("b2", await FindAsync("b"));
        Assert.Equal("a1", await FindAsync("a"));

        await _host.Generations.AdvanceAsync([DataArea.Search], CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("a1", await FindAsync("a"));
        await _host.Generations.AdvanceAsync([DataArea.Catalog], CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("a3", await FindAsync("a"));

        _time.Advance(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(1));
        Assert.Equal("a3", await FindAsync("a"));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("a4", await FindAsync("a"));
    }

    [Fact]
    public async Task No_more_are_kept_than_there_is_room_for()
    {
        foreach (var key in (string[])["a", "b", "c"])
            await FindAsync(key);
        Assert.Equal("c3", await FindAsync("c"));
        Assert.Equal("a4", await FindAsync("a"));
    }

    [Fact]
    public async Task No_old_value_hides_a_bug()
    {
        await FindAsync("a");
        _time.Advance(TimeSpan.FromHours(2));
        _failure = new InvalidOperationException("a bug");

        await Assert.ThrowsAsync<InvalidOperationException>(() => FindAsync("a"));
    }

    [Fact]
    public async Task While_the_database_is_away_the_old_value_answers_and_says_so()
    {
        await FindAsync("a");
        var readAt = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromHours(2));
        _failure = new NpgsqlException("refused", new IOException());
        for (var i = 0; i < 2; i++)
        {
            var call = new TestCall();
            Assert.Equal("a1", await _lists.FindAsync("a", call));
            Assert.Equal(readAt, call.StaleSince);
        }

        await Assert.ThrowsAsync<NpgsqlException>(() => FindAsync("b"));
        _failure = null;
        _host.Get<DatabaseWatch>().Answered();
        Assert.StartsWith("a", await FindAsync("a"), StringComparison.Ordinal);
        Assert.NotEqual("a1", await FindAsync("a"));
    }

    [Fact]
    public async Task While_nobody_knows_the_state_of_the_data_nothing_is_kept()
    {
        await using var host = await RedisHost.StartAsync(null, _time);
        Assert.Null(await Lists(host).FindAsync("a", new TestCall()));
        Assert.Equal(0, _loads);
    }

    private LocalReads<string, string> Lists(RedisHost host) => host.Cache.Local<string, string>("lists", DataArea.Catalog, capacity: 2, (key, _) =>
    {
        _loads++;
        return _failure is null ? Task.FromResult($"{key}{_loads}") : Task.FromException<string>(_failure);
    });

    private async Task<string?> FindAsync(string key)
    {
        var call = new TestCall();
        var value = await _lists.FindAsync(key, call);
        Assert.Null(call.StaleSince);
        return value;
    }
}
