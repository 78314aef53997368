using Google.Protobuf.WellKnownTypes;
using MovieAspire.Redis.Caching;
using MovieAspire.Redis.Generations;
using MovieAspire.Redis.Tests.Hosting;
using MovieAspire.Testing;
using Npgsql;
using Xunit;

namespace MovieAspire.Redis.Tests.Caching;

public sealed class KeyedReadsTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ManualTime _time = new();
    private readonly List<IReadOnlyList<int>> _batches = [];
    private RedisHost _host = null!;
    private KeyedReads<StringValue> _movies = null!;

    // Of what there is: the even ids. A load waits for it.
    private Func<IReadOnlyList<int>, CancellationToken, Task> _database = (_, _) => Task.CompletedTask;

    public async Task InitializeAsync()
    {
        _host = await RedisHost.StartAsync(await RedisServer.CreateDatabaseAsync(), _time);
        _movies = _host.Cache.ByKey<StringValue>(id => new($"movie:{id}", DataArea.Catalog), LoadAsync);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Only_what_redis_lacks_is_loaded_and_what_there_is_not_is_remembered()
    {
        Assert.Equal("2", await FindAsync(2));
        for (var i = 0; i < 2; i++)
        {
            var found = await _movies.FindAsync([1, 2, 3, 4], new TestCall());
            Assert.Equal([2, 4], found.Keys.Order());
        }

        Assert.Equal([[2], [1, 3, 4]], _batches);
        Assert.Null(await FindAsync(3));
        Assert.Equal(2, _batches.Count);
    }

    [Fact]
    public async Task Whoever_comes_while_few_are_under_way_is_answered_with_all_others_who_wait()
    {
        var answered = new TaskCompletionSource();
        _database = (_, token) => answered.Task.WaitAsync(token);
        var first = await BeginTwoAsync();
        var later = Enumerable.Range(10, 100).Append(10).Select(FindAsync).ToList();
        Assert.Equal(2, Batches.Length);
        answered.SetResult();

        IEnumerable<string?> texts = await Task.WhenAll([.. first, .. later]).WaitAsync(Patience);
        Assert.Equal(Enumerable.Range(10, 100).Append(10).Prepend(4).Prepend(2).Select(id => id % 2 == 0 ? $"{id}" : null), texts);
        // Once for each batch, should two have it.
        Assert.InRange(Batches.Sum(batch => batch.Count), 102, 103);
        Assert.InRange(Batches.Length, 3, 5);
    }

    [Fact]
    public async Task One_who_leaves_does_not_end_it_for_the_others()
    {
        var answered = new TaskCompletionSource();
        _database = (_, token) => answered.Task.WaitAsync(token);
        using var leaving = new CancellationTokenSource();
        var left = _movies.FindAsync(2, new TestCall(leaving.Token));
        var stayed = FindAsync(2);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left.WaitAsync(Patience));
        answered.SetResult();
        Assert.Equal("2", await stayed.WaitAsync(Patience));
    }

    [Fact]
    public async Task While_the_database_is_away_old_messages_answer_and_the_others_fail()
    {
        await FindAsync(2);
        var readAt = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromHours(2));
        _database = (_, _) => throw new NpgsqlException("refused", new IOException());

        var call = new TestCall();
        Assert.Equal("2", (await _movies.FindAsync(2, call))?.Value);
        Assert.Equal(readAt, call.StaleSince);
        await Assert.ThrowsAsync<NpgsqlException>(() => FindAsync(4));
        await Assert.ThrowsAsync<NpgsqlException>(() => _movies.FindAsync([2, 4], new TestCall()));
    }

    [Fact]
    public async Task Who_has_an_old_message_does_not_wait_for_a_database_that_hangs()
    {
        await FindAsync(2);
        _time.Advance(TimeSpan.FromHours(2));
        var call = new TestCall();
        _database = (_, token) => Task.Delay(Timeout.Infinite, token);

        var read = _movies.FindAsync(2, call);
        await Eventually.IsAsync(() =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            return read.IsCompleted;
        });
        Assert.Equal("2", (await read)!.Value);
        Assert.NotNull(call.StaleSince);
    }

    [Fact]
    public async Task Who_has_none_waits_ten_seconds_and_the_next_one_asks_anew()
    {
        _database = (_, token) => Task.Delay(Timeout.Infinite, token);
        var reads = await BeginTwoAsync();
        _time.Advance(TimeSpan.FromSeconds(10));
        foreach (var read in reads)
            await Assert.ThrowsAsync<TimeoutException>(() => read.WaitAsync(Patience));

        _database = (_, _) => Task.CompletedTask;
        Assert.Equal("2", await FindAsync(2));
    }

    private IReadOnlyList<int>[] Batches
    {
        get
        {
            lock (_batches)
                return [.. _batches];
        }
    }

    // As many as are under way at once.
    private async Task<Task<string?>[]> BeginTwoAsync()
    {
        var first = FindAsync(2);
        await Eventually.IsAsync(() => Batches.Length == 1);
        var second = FindAsync(4);
        await Eventually.IsAsync(() => Batches.Length == 2);
        return [first, second];
    }

    private async Task<string?> FindAsync(int id) => (await _movies.FindAsync(id, new TestCall()).WaitAsync(Patience))?.Value;

    private async Task<IReadOnlyDictionary<int, StringValue>> LoadAsync(IReadOnlyList<int> ids, CancellationToken cancellationToken)
    {
        lock (_batches)
            _batches.Add(ids);
        await _database(ids, cancellationToken);
        return ids.Where(id => id % 2 == 0).ToDictionary(id => id, id => new StringValue { Value = $"{id}" });
    }
}
