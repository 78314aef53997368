using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.Options;
using MovieAspire.Redis.Connection;
using MovieAspire.Redis.Generations;
using MovieAspire.ServiceDefaults.Errors;
using StackExchange.Redis;

namespace MovieAspire.Redis.Caching;

/// <summary>A read that may be answered by the cache.</summary>
/// <param name="Key"><c>prefix:arg1:arg2</c>; the prefix labels the metrics.</param>
/// <param name="Area">The data that it depends on.</param>
public readonly record struct CachedRead(string Key, DataArea Area)
{
    /// <summary>Where it is served for another time than <see cref="CacheOptions.TimeToLive"/>.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>
    /// Whether callers word the key as they like, so that there may be any number of them: kept shortly, in bounded
    /// room, and only once asked for a second time.
    /// </summary>
    public bool IsFreeForm { get; init; }

    /// <summary>
    /// Whether computing it is one look-up by a key: nobody waits for another process to do it.
    /// </summary>
    public bool IsByKey { get; init; }
}

/// <summary>
/// Cache-aside of protobuf messages in Redis, each with the generation of the data that it was read from: another
/// generation makes it old at once. Concurrent reads of a key share one look-up and one computation in this process, and a
/// short lease lets one process compute for all. Without Redis every read computes, at no extra delay. Without the
/// database the old entry answers, marked by <see cref="StaleReads"/>. Messages that come out may be shared: do not
/// change them.
/// </summary>
public sealed class MessageCache
{
    private readonly SingleFlight _flights = new();
    private readonly RedisConnection _redis;
    private readonly DataGenerations _generations;
    private readonly CacheMetrics _metrics;
    private readonly DatabaseWatch _database;
    private readonly ComputeLease _lease;
    private readonly FreeFormKeys _freeForm;
    private readonly TimeProvider _time;
    private readonly CacheOptions _options;

    internal MessageCache(
        RedisConnection redis, DataGenerations generations, CacheMetrics metrics, DatabaseWatch database,
        ComputeLease lease, FreeFormKeys freeForm, TimeProvider time, IOptions<CacheOptions> options)
    {
        _redis = redis;
        _generations = generations;
        _metrics = metrics;
        _database = database;
        _lease = lease;
        _freeForm = freeForm;
        _time = time;
        _options = options.Value;
    }

    /// <summary>The cached message, else what <paramref name="load"/> returns; that there is none is cached briefly.</summary>
    /// <param name="read">What is read.</param>
    /// <param name="load">Computes the message; it is shared by concurrent callers, so it stops only when all have left.</param>
    /// <param name="call">Whose answer it is: ends the waiting, and learns when the answer is old.</param>
    public async Task<T?> GetOrLoadAsync<T>(
        CachedRead read, Func<CancellationToken, Task<T?>> load, ServerCallContext call)
        where T : class, IMessage<T>, new()
    {
        if (await _generations.CurrentAsync(read.Area, call.CancellationToken) is not { } generation)
        {
            _metrics.Error(read.Key);
            return await _flights.RunAsync(read.Key, load, call.CancellationToken);
        }

        var answer = (await _flights.RunAsync(
            $"{read.Key}:{generation}",
            async token => (Answer<T>?)await AnswerAsync(read, generation, load, token), call.CancellationToken))!;
        if (answer.StaleSince is { } since)
            StaleReads.Mark(call, since);
        return answer.Message;
    }

    /// <summary>
    /// The messages of many ids at one round trip to Redis, and those that it lacks from one call of
    /// <paramref name="load"/>; ids that neither knows are left out.
    /// </summary>
    public async Task<IReadOnlyDictionary<int, T>> GetOrLoadManyAsync<T>(
        IReadOnlyList<int> ids, Func<int, CachedRead> readOf,
        Func<IReadOnlyList<int>, CancellationToken, Task<IReadOnlyDictionary<int, T>>> load, ServerCallContext call)
        where T : class, IMessage<T>, new()
    {
        var reads = ids.Select(readOf).ToList();
        if (reads.Count == 0 || await _generations.CurrentAsync(reads[0].Area, call.CancellationToken) is not { } generation)
        {
            reads.ForEach(read => _metrics.Error(read.Key));
            return await load(ids, call.CancellationToken);
        }

        var entries = await ReadAsync<T>([.. reads.Select(read => read.Key)], call.CancellationToken);
        var found = new Dictionary<int, T>();
        var lacking = new List<int>();
        for (var i = 0; i < ids.Count; i++)
        {
            if (!IsFresh(reads[i], entries[i], generation))
                lacking.Add(ids[i]);
            else if (entries[i]!.Message is { } message)
                found[ids[i]] = message;
        }

        if (lacking.Count == 0)
            return found;

        var loaded = await load(lacking, call.CancellationToken);
        foreach (var id in lacking)
        {
            var message = loaded.GetValueOrDefault(id);
            if (message is not null)
                found[id] = message;
            Write(readOf(id), message, generation);
        }

        return found;
    }

    private async Task<Answer<T>> AnswerAsync<T>(
        CachedRead read, long generation, Func<CancellationToken, Task<T?>> load, CancellationToken cancellationToken)
        where T : class, IMessage<T>, new()
    {
        var entry = (await ReadAsync<T>([read.Key], cancellationToken))[0];
        if (IsFresh(read, entry, generation))
            return new(entry!.Message, _database.IsAway ? entry.ReadAt : null);

        // The health check finds out when it is back: nobody needs to wait for a database that hangs.
        if (_database.IsAway && entry is not null)
            return new(entry.Message, entry.ReadAt);

        // Others would wait in vain for an entry that is not written.
        var isKept = !read.IsFreeForm || _freeForm.IsWorthKeeping(read.Key);
        using var lease = !isKept || read.IsByKey || _database.IsAway ? null : await _lease.TakeAsync(
            $"{read.Key}:{generation}",
            async () => IsNew(read, entry = (await ReadAsync<T>([read.Key], cancellationToken))[0], generation), cancellationToken);
        if (IsNew(read, entry, generation))
            return new(entry!.Message, null);

        try
        {
            var loaded = await LoadAsync(load, hasOther: entry is not null, cancellationToken);
            _database.Answered();
            if (isKept)
                Write(read, loaded, generation);
            return new(loaded, null);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && (e is TimeoutException || DatabaseErrors.IsAway(e)))
        {
            // One slow query does not prove that the database is away.
            if (e is not TimeoutException && e.InnerException is not TimeoutException)
                _database.Failed();
            if (entry is null)
                throw;
            return new(entry.Message, entry.ReadAt);
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

    private bool IsFresh<T>(CachedRead read, CacheEntry<T>? entry, long generation) where T : class, IMessage<T>, new()
    {
        var isFresh = IsNew(read, entry, generation);
        if (isFresh)
            _metrics.Hit(read.Key);
        else
            _metrics.Miss(read.Key);
        return isFresh;
    }

    private bool IsNew<T>(CachedRead read, CacheEntry<T>? entry, long generation) where T : class, IMessage<T>, new() =>
        entry?.IsFresh(generation, TimeToLive(read, isFound: entry.Message is not null), Now) is true;

    private TimeSpan TimeToLive(CachedRead read, bool isFound)
    {
        var timeToLive = read.TimeToLive ?? (read.IsFreeForm ? _options.FreeFormTimeToLive : _options.TimeToLive);
        return isFound || timeToLive < _options.NotFoundTimeToLive ? timeToLive : _options.NotFoundTimeToLive;
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

    // Nobody waits for the write: an entry that is lost is computed once more. Nobody needs an old "there is none" either.
    private void Write<T>(CachedRead read, T? message, long generation) where T : class, IMessage<T>, new()
    {
        var bytes = new CacheEntry<T>(generation, Now, message).ToBytes();
        if (read.IsFreeForm && !_freeForm.TryTakeRoom(read.Key, read.Key.Length + bytes.Length))
            return;

        var staleTime = message is null ? TimeSpan.Zero : read.IsFreeForm ? _options.FreeFormStaleTime : _options.StaleTime;
        _redis.Send(database => database.StringSetAsync(
            read.Key, bytes, TimeToLive(read, message is not null) + staleTime, When.Always, CommandFlags.FireAndForget));
    }

    private sealed record Answer<T>(T? Message, DateTimeOffset? StaleSince);
}
