using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace MovieAspire.Catalog.Tests.Hosting;

/// <summary>The cache's counters of one host, since it was made.</summary>
internal sealed class CacheCounts : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, long> _counts = new();

    public CacheCounts(CatalogHost host)
    {
        var scope = host.Services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "MovieAspire.Catalog" && instrument.Meter.Scope == scope)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, count, tags, _) =>
            _counts.AddOrUpdate($"{instrument.Name} {tags[0].Value}", count, (_, sum) => sum + count));
        _listener.Start();
    }

    /// <param name="counter">For example <c>cache.hits movie</c>.</param>
    public long this[string counter] => _counts.GetValueOrDefault(counter);

    public void Dispose() => _listener.Dispose();
}
