using System.Diagnostics.Metrics;

namespace MovieAspire.ServiceDefaults.Caching;

/// <summary>Counts reads of the cache in the service's own meter, by the first part of the key.</summary>
internal sealed class CacheMetrics
{
    private readonly Counter<long> _hits;
    private readonly Counter<long> _misses;
    private readonly Counter<long> _errors;

    public CacheMetrics(IMeterFactory meters, string meterName)
    {
        var meter = meters.Create(meterName);
        _hits = meter.CreateCounter<long>("cache.hits", "{read}", "Reads that Redis answered.");
        _misses = meter.CreateCounter<long>("cache.misses", "{read}", "Reads that Redis had no entry for.");
        _errors = meter.CreateCounter<long>("cache.errors", "{read}", "Reads that went on without Redis.");
    }

    public void Hit(string key) => _hits.Add(1, Prefix(key));

    public void Miss(string key) => _misses.Add(1, Prefix(key));

    public void Error(string key) => _errors.Add(1, Prefix(key));

    private static KeyValuePair<string, object?> Prefix(string key) => new("prefix", key[..key.IndexOf(':', StringComparison.Ordinal)]);
}
