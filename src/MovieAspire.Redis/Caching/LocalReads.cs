using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Grpc.Core;
using MovieAspire.Redis.Generations;

namespace MovieAspire.Redis.Caching;

/// <summary>
/// Values that each process keeps in its own memory: few, asked for all the time, and computed once for each state of the
/// data, however many pages are cut out of them. While the database is away the old value answers, marked by
/// <see cref="StaleReads"/>. They are shared: do not change them.
/// </summary>
public sealed class LocalReads<TKey, TValue> where TKey : notnull where TValue : class
{
    private readonly SingleFlight _flights = new();
    private readonly ConcurrentDictionary<TKey, Kept> _kept = [];
    private readonly string _label;
    private readonly DataArea _area;
    private readonly int _capacity;
    private readonly TimeSpan _timeToLive;
    private readonly Func<TKey, CancellationToken, Task<TValue>> _load;
    private readonly DataGenerations _generations;
    private readonly DatabaseLoader _loader;
    private readonly DatabaseWatch _database;
    private readonly CacheMetrics _metrics;
    private readonly TimeProvider _time;

    internal LocalReads(
        string name, DataArea area, int capacity, TimeSpan timeToLive, Func<TKey, CancellationToken, Task<TValue>> load,
        DataGenerations generations, DatabaseLoader loader, DatabaseWatch database, CacheMetrics metrics, TimeProvider time)
    {
        _label = $"{name}:";
        _area = area;
        _capacity = capacity;
        _timeToLive = timeToLive;
        _load = load;
        _generations = generations;
        _loader = loader;
        _database = database;
        _metrics = metrics;
        _time = time;
    }

    /// <summary>The value of a key; null while nobody knows which state the data is in, so that nothing can be kept.</summary>
    public async ValueTask<TValue?> FindAsync(TKey key, ServerCallContext call)
    {
        if (await _generations.CurrentAsync(_area, call.CancellationToken) is not { } generation)
            return null;

        var old = _kept.GetValueOrDefault(key);
        var isFresh = old is not null && old.Generation == generation && _time.GetUtcNow() - old.ReadAt < _timeToLive;
        if (isFresh)
            _metrics.Hit(_label);
        else
            _metrics.Miss(_label);
        if (old is not null && (isFresh || _database.IsAway))
            return _database.IsAway ? AnswerOld(old, call) : old.Value;

        var loaded = (await _flights.RunAsync(
            $"{key}:{generation}", async token => (Kept?)await LoadAsync(key, generation, old, token), call.CancellationToken))!;
        return ReferenceEquals(loaded, old) ? AnswerOld(loaded, call) : loaded.Value;
    }

    private async Task<Kept> LoadAsync(TKey key, long generation, Kept? old, CancellationToken cancellationToken)
    {
        var readAt = _time.GetUtcNow();
        var loaded = await _loader.LoadAsync(token => _load(key, token), hasOld: old is not null, cancellationToken);
        if (loaded.Failure is { } failure)
        {
            if (old is null)
                ExceptionDispatchInfo.Throw(failure);
            return old;
        }

        var kept = new Kept(loaded.Value!, generation, readAt);
        if (_kept.Count >= _capacity)
            _kept.Clear();
        _kept[key] = kept;
        return kept;
    }

    private static TValue AnswerOld(Kept old, ServerCallContext call)
    {
        StaleReads.Mark(call, old.ReadAt);
        return old.Value;
    }

    private sealed record Kept(TValue Value, long Generation, DateTimeOffset ReadAt);
}
