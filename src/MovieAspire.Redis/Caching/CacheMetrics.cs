using System.Diagnostics.Metrics;

namespace MovieAspire.Redis.Caching;

/// <summary>Counts reads of the cache: in the service's own meter, by the first part of the key, and in sum.</summary>
internal sealed class CacheMetrics
{
    private readonly Counter<long> _hits;
    private readonly Counter<long> _misses;
    private readonly Counter<long> _errors;
    private long _hitCount;
    private long _missCount;
    private long _errorCount;

    public CacheMetrics(IMeterFactory meters, string meterName)
    {
        var meter = meters.Create(meterName);
        _hits = meter.CreateCounter<long>("cache.hits", "{read}", "Reads that Redis answered.");
        _misses = meter.CreateCounter<long>("cache.misses", "{read}", "Reads that Redis had no entry for.");
        _errors = meter.CreateCounter<long>("cache.errors", "{read}", "Reads that went on without Redis.");
    }

    /// <summary>Since the process started.</summary>
    public CacheCounts Counts => new(
        Interlocked.Read(ref _hitCount), Interlocked.Read(ref _missCount), Interlocked.Read(ref _errorCount));

    public void Hit(string key)
    {
        Interlocked.Increment(ref _hitCount);
        _hits.Add(1, Prefix(key));
    }

    public void Miss(string key)
    {
        Interlocked.Increment(ref _missCount);
        _misses.Add(1, Prefix(key));
    }

    public void Error(string key)
    {
        Interlocked.Increment(ref _errorCount);
        _errors.Add(1, Prefix(key));
    }

    private static KeyValuePair<string, object?> Prefix(string key) => new("prefix", key[..key.IndexOf(':', StringComparison.Ordinal)]);
}

/// <summary>Reads of the cache since the process started, served as JSON at /cache.</summary>
/// <param name="Hits">Answered by Redis.</param>
/// <param name="Misses">Redis had no entry, or an old one.</param>
/// <param name="Errors">Went on without Redis.</param>
internal sealed record CacheCounts(long Hits, long Misses, long Errors);
