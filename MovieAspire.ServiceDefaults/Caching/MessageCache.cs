using Google.Protobuf;
using Microsoft.Extensions.Options;
using MovieAspire.ServiceDefaults.Errors;
using StackExchange.Redis;

namespace MovieAspire.ServiceDefaults.Caching;

/// <summary>
/// Cache-aside of protobuf messages in Redis under <c>prefix:arg1:arg2</c>, each with the generation of the data that
/// it was read from: another generation makes it old at once. Concurrent reads of a key share one look-up and one
/// computation in this process, and a short lease lets one process compute for all. Without Redis every read computes,
/// at no extra delay. Without the database the old entry answers, marked by <see cref="StaleReads"/>. Messages that
/// come out may be shared: do not change them.
/// </summary>
public sealed class MessageCache
{
    private readonly SingleFlight _flights = new();
    private readonly RedisLink _redis;
    private readonly CacheGeneration _generation;
    private readonly CacheMetrics _metrics;
    private readonly DatabaseWatch _database;
    private readonly ComputeLease _lease;
    private readonly TimeProvider _time;
    private readonly CacheOptions _options;

    internal MessageCache(
        RedisLink redis, CacheGeneration generation, CacheMetrics metrics, DatabaseWatch database, ComputeLease lease,
        TimeProvider time, IOptions<CacheOptions> options)
    {
        _redis = redis;
        _generation = generation;
        _metrics = metrics;
        _database = database;
        _lease = lease;
        _time = time;
        _options = options.Value;
    }

    /// <summary>The message of that key, else what <paramref name="load"/> returns; null is not cached.</summary>
    /// <param name="key"><c>prefix:arg1:arg2</c>; the prefix labels the metrics.</param>
    /// <param name="load">Computes the message; it is shared by concurrent callers, so it stops only when all have left.</param>
    /// <param name="cancellationToken">Ends the waiting of this caller.</param>
    public Task<T?> GetOrLoadAsync<T>(
        string key, Func<CancellationToken, Task<T?>> load, CancellationToken cancellationToken)
        where T : class, IMessage<T>, new() => GetOrLoadAsync(key, _options.TimeToLive, load, cancellationToken);

    /// <summary>The same for what is served for another time than <see cref="CacheOptions.TimeToLive"/>.</summary>
    public async Task<T?> GetOrLoadAsync<T>(
        string key, TimeSpan timeToLive, Func<CancellationToken, Task<T?>> load, CancellationToken cancellationToken)
        where T : class, IMessage<T>, new()
    {
        var generation = await _generation.CurrentAsync(cancellationToken);
        if (generation is null)
        {
            _metrics.Error(key);
            return await _flights.RunAsync(key, load, cancellationToken);
        }

        var answer = (await _flights.RunAsync(
            $"{key}:{generation}",
            async token => (Answer<T>?)await AnswerAsync(key, generation.Value, timeToLive, load, token), cancellationToken))!;
        if (answer.StaleSince is { } since)
            StaleReads.Note(since);
        return answer.Message;
    }

    /// <summary>
    /// The messages of many ids at one round trip to Redis, and those that it lacks from one call of
    /// <paramref name="load"/>; ids that neither knows are left out.
    /// </summary>
    public async Task<IReadOnlyDictionary<int, T>> GetOrLoadManyAsync<T>(
        IReadOnlyList<int> ids, Func<int, string> keyOf,
        Func<IReadOnlyList<int>, CancellationToken, Task<IReadOnlyDictionary<int, T>>> load, CancellationToken cancellationToken)
        where T : class, IMessage<T>, new()
    {
        var keys = ids.Select(keyOf).ToList();
        var generation = await _generation.CurrentAsync(cancellationToken);
        if (generation is null)
        {
            keys.ForEach(_metrics.Error);
            return await load(ids, cancellationToken);
        }

        var entries = await ReadAsync<T>(keys, cancellationToken);
        var found = new Dictionary<int, T>();
        for (var i = 0; i < ids.Count; i++)
        {
            if (IsFresh(keys[i], entries[i], generation.Value, _options.TimeToLive))
                found[ids[i]] = entries[i]!.Message;
        }

        var lacking = ids.Where(id => !found.ContainsKey(id)).ToList();
        if (lacking.Count == 0)
            return found;

        foreach (var (id, message) in await load(lacking, cancellationToken))
        {
            found[id] = message;
            await WriteAsync(keyOf(id), message, generation.Value, _options.TimeToLive, cancellationToken);
        }

        return found;
    }

    private async Task<Answer<T>> AnswerAsync<T>(
        string key, long generation, TimeSpan timeToLive, Func<CancellationToken, Task<T?>> load,
        CancellationToken cancellationToken) where T : class, IMessage<T>, new()
    {
        var entry = (await ReadAsync<T>([key], cancellationToken))[0];
        if (IsFresh(key, entry, generation, timeToLive))
            return new(entry!.Message, _database.IsAway ? entry.WrittenAt : null);

        // Nobody else computes while there is nobody to compute for: a database that is away fails at once.
        await using var lease = _database.IsAway ? null : await _lease.TakeAsync(
            $"{key}:{generation}",
            async () => (entry = (await ReadAsync<T>([key], cancellationToken))[0])?.IsFresh(generation, timeToLive, Now) is true,
            cancellationToken);
        if (entry?.IsFresh(generation, timeToLive, Now) is true)
            return new(entry.Message, null);

        try
        {
            var loaded = await LoadAsync(load, hasOther: entry is not null, cancellationToken);
            _database.Answered();
            if (loaded is not null)
                await WriteAsync(key, loaded, generation, timeToLive, cancellationToken);
            return new(loaded, null);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && (e is TimeoutException || DatabaseErrors.IsAway(e)))
        {
            _database.Failed();
            if (entry is null)
                throw;
            return new(entry.Message, entry.WrittenAt);
        }
    }

    // Who has an old answer need not wait for a database that hangs.
    private async Task<T?> LoadAsync<T>(
        Func<CancellationToken, Task<T?>> load, bool hasOther, CancellationToken cancellationToken) where T : class
    {
        if (!hasOther)
            return await load(cancellationToken);

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var loading = load(patience.Token);
        try
        {
            return await loading.WaitAsync(_options.StalePatience, _time, cancellationToken);
        }
        catch (TimeoutException) when (!loading.IsCompleted)
        {
            await patience.CancelAsync();
            throw;
        }
    }

    private DateTimeOffset Now => _time.GetUtcNow();

    private bool IsFresh<T>(string key, CacheEntry<T>? entry, long generation, TimeSpan timeToLive)
        where T : class, IMessage<T>, new()
    {
        var isFresh = entry?.IsFresh(generation, timeToLive, Now) is true;
        if (isFresh)
            _metrics.Hit(key);
        else
            _metrics.Miss(key);
        return isFresh;
    }

    // Null where there is no entry, or Redis did not answer.
    private async Task<CacheEntry<T>?[]> ReadAsync<T>(List<string> keys, CancellationToken cancellationToken)
        where T : class, IMessage<T>, new()
    {
        var redisKeys = keys.Select(key => (RedisKey)key).ToArray();
        var (answered, values) = await _redis.TryAsync(database => database.StringGetAsync(redisKeys), cancellationToken);

        var entries = new CacheEntry<T>?[keys.Count];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = answered && !values![i].IsNull ? CacheEntry<T>.Parse((byte[])values[i]!) : null;
            // Something else wrote under our key; the entry that follows from the load replaces it.
            if (!answered || (entries[i] is null && !values![i].IsNull))
                _metrics.Error(keys[i]);
        }

        return entries;
    }

    // Nobody waits for the write: an entry that is lost is computed once more.
    private async Task WriteAsync<T>(
        string key, T message, long generation, TimeSpan timeToLive, CancellationToken cancellationToken)
        where T : class, IMessage<T>, new()
    {
        var bytes = new CacheEntry<T>(generation, Now, message).ToBytes();
        await _redis.TryAsync(
            database => database.StringSetAsync(
                key, bytes, timeToLive + _options.StaleTime, When.Always, CommandFlags.FireAndForget),
            cancellationToken);
    }

    private sealed record Answer<T>(T? Message, DateTimeOffset? StaleSince);
}
