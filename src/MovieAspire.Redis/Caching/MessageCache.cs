using System.Runtime.ExceptionServices;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.Options;
using MovieAspire.Redis.Generations;

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
    private readonly DataGenerations _generations;
    private readonly CacheEntries _entries;
    private readonly DatabaseLoader _loader;
    private readonly DatabaseWatch _database;
    private readonly ComputeLease _lease;
    private readonly FreeFormKeys _freeForm;
    private readonly CacheMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly CacheOptions _options;

    internal MessageCache(
        DataGenerations generations, CacheEntries entries, DatabaseLoader loader, DatabaseWatch database, ComputeLease lease,
        FreeFormKeys freeForm, CacheMetrics metrics, TimeProvider time, IOptions<CacheOptions> options)
    {
        _generations = generations;
        _entries = entries;
        _loader = loader;
        _database = database;
        _lease = lease;
        _freeForm = freeForm;
        _metrics = metrics;
        _time = time;
        _options = options.Value;
    }

    /// <summary>Look-ups by key of one kind of message.</summary>
    /// <param name="readOf">How the message of an id is cached.</param>
    /// <param name="load">Computes the messages of ids; those that it leaves out do not exist.</param>
    public KeyedReads<T> ByKey<T>(
        Func<int, CachedRead> readOf, Func<IReadOnlyList<int>, CancellationToken, Task<IReadOnlyDictionary<int, T>>> load)
        where T : class, IMessage<T>, new() =>
        new(readOf, load, _entries, _loader, _database, _generations, _metrics, _time);

    /// <summary>Values that this process keeps.</summary>
    /// <param name="name">Labels the metrics.</param>
    /// <param name="area">The data that they depend on.</param>
    /// <param name="capacity">How many are kept at most.</param>
    /// <param name="load">Computes one.</param>
    public LocalReads<TKey, TValue> Local<TKey, TValue>(
        string name, DataArea area, int capacity, Func<TKey, CancellationToken, Task<TValue>> load)
        where TKey : notnull where TValue : class =>
        new(name, area, capacity, _options.TimeToLive, load, _generations, _loader, _database, _metrics, _time);

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

    private async Task<Answer<T>> AnswerAsync<T>(
        CachedRead read, long generation, Func<CancellationToken, Task<T?>> load, CancellationToken cancellationToken)
        where T : class, IMessage<T>, new()
    {
        var entry = await _entries.ReadAsync<T>(read.Key, cancellationToken);
        if (_entries.IsHit(read, entry, generation))
            return new(entry!.Message, _database.IsAway ? entry.ReadAt : null);

        // The health check finds out when it is back: nobody needs to wait for a database that hangs.
        if (_database.IsAway && entry is not null)
            return new(entry.Message, entry.ReadAt);

        // Others would wait in vain for an entry that is not written.
        var isKept = !read.IsFreeForm || _freeForm.IsWorthKeeping(read.Key);
        using var lease = !isKept || _database.IsAway ? null : await _lease.TakeAsync(
            $"{read.Key}:{generation}",
            async () => _entries.IsFresh(read, entry = await _entries.ReadAsync<T>(read.Key, cancellationToken), generation), cancellationToken);
        if (_entries.IsFresh(read, entry, generation))
            return new(entry!.Message, null);

        var loaded = await _loader.LoadAsync(load, hasOld: entry is not null, cancellationToken);
        if (loaded.Failure is { } failure)
        {
            if (entry is null)
                ExceptionDispatchInfo.Throw(failure);
            return new(entry.Message, entry.ReadAt);
        }

        if (isKept)
            _entries.Write(read, loaded.Value, generation);
        return new(loaded.Value, null);
    }

    private sealed record Answer<T>(T? Message, DateTimeOffset? StaleSince);
}
