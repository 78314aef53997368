using Google.Protobuf;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace MovieAspire.ServiceDefaults.Caching;

/// <summary>
/// Cache-aside of protobuf messages in Redis under <c>prefix:arg1:arg2:{generation}</c>. Concurrent reads of
/// a key share one look-up and one computation in this process. Without Redis every read computes, at no
/// extra delay. Messages that come out may be shared: do not change them.
/// </summary>
public sealed class MessageCache
{
    private readonly SingleFlight _flights = new();
    private readonly RedisLink _redis;
    private readonly CacheGeneration _generation;
    private readonly CacheMetrics _metrics;
    private readonly TimeSpan _timeToLive;

    internal MessageCache(RedisLink redis, CacheGeneration generation, CacheMetrics metrics, IOptions<CacheOptions> options)
    {
        _redis = redis;
        _generation = generation;
        _metrics = metrics;
        _timeToLive = options.Value.TimeToLive;
    }

    /// <summary>The message of that key, else what <paramref name="load"/> returns; null is not cached.</summary>
    /// <param name="key"><c>prefix:arg1:arg2</c>; the prefix labels the metrics.</param>
    /// <param name="load">Computes the message; it is shared by concurrent callers, so it stops only when all have left.</param>
    /// <param name="cancellationToken">Ends the waiting of this caller.</param>
    public Task<T?> GetOrLoadAsync<T>(
        string key, Func<CancellationToken, Task<T?>> load, CancellationToken cancellationToken)
        where T : class, IMessage<T>, new() => GetOrLoadAsync(key, _timeToLive, load, cancellationToken);

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

        var versionedKey = Versioned(key, generation.Value);
        return await _flights.RunAsync(versionedKey, async token =>
        {
            if ((await ReadAsync<T>([key], generation.Value, token))[0] is { } cached)
                return cached;

            var loaded = await load(token);
            if (loaded is not null)
                await WriteAsync(versionedKey, loaded, timeToLive, token);
            return loaded;
        }, cancellationToken);
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

        var cached = await ReadAsync<T>(keys, generation.Value, cancellationToken);
        var found = new Dictionary<int, T>();
        for (var i = 0; i < ids.Count; i++)
        {
            if (cached[i] is { } message)
                found[ids[i]] = message;
        }

        var lacking = ids.Where(id => !found.ContainsKey(id)).ToList();
        if (lacking.Count == 0)
            return found;

        foreach (var (id, message) in await load(lacking, cancellationToken))
        {
            found[id] = message;
            await WriteAsync(Versioned(keyOf(id), generation.Value), message, _timeToLive, cancellationToken);
        }

        return found;
    }

    private async Task<T?[]> ReadAsync<T>(List<string> keys, long generation, CancellationToken cancellationToken)
        where T : class, IMessage<T>, new()
    {
        var redisKeys = keys.Select(key => (RedisKey)Versioned(key, generation)).ToArray();
        var (answered, values) = await _redis.TryAsync(database => database.StringGetAsync(redisKeys), cancellationToken);

        var messages = new T?[keys.Count];
        for (var i = 0; i < messages.Length; i++)
            messages[i] = answered ? Parse<T>(keys[i], values![i]) : Failed<T>(keys[i]);
        return messages;
    }

    private T? Parse<T>(string key, RedisValue value) where T : class, IMessage<T>, new()
    {
        if (value.IsNull)
        {
            _metrics.Miss(key);
            return null;
        }

        var message = new T();
        try
        {
            message.MergeFrom((byte[])value!);
        }
        catch (InvalidProtocolBufferException)
        {
            // Something else wrote under our key; the entry that follows from the load replaces it.
            return Failed<T>(key);
        }

        _metrics.Hit(key);
        return message;
    }

    private T? Failed<T>(string key) where T : class
    {
        _metrics.Error(key);
        return null;
    }

    // Nobody waits for the write: an entry that is lost is computed once more.
    private async Task WriteAsync(
        string key, IMessage message, TimeSpan timeToLive, CancellationToken cancellationToken) => await _redis.TryAsync(
        database => database.StringSetAsync(key, message.ToByteArray(), timeToLive, When.Always, CommandFlags.FireAndForget),
        cancellationToken);

    private static string Versioned(string key, long generation) => $"{key}:{generation}";
}
