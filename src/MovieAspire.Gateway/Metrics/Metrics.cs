namespace MovieAspire.Gateway.Metrics;

/// <summary>What this gateway does, in figures since it started.</summary>
/// <param name="Since">When it started; UTC.</param>
/// <param name="Requests">Requests answered.</param>
/// <param name="Latency">How long they took.</param>
/// <param name="Cache">Reads of the caches.</param>
/// <param name="Jobs">What the workers do; null while none can be asked.</param>
public sealed record Metrics(DateTime Since, RequestMetrics Requests, LatencyMetrics Latency, CacheMetrics Cache, JobMetrics? Jobs)
{
    internal static Metrics Example { get; } = new(
        new DateTime(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc),
        new(
            1_204, new Dictionary<string, long> { ["200"] = 1_200, ["404"] = 4 },
            new Dictionary<string, long> { ["GET /movies/{id}"] = 1_204 }),
        new(new(0.9, 4.5, 12), new Dictionary<string, Percentiles> { ["GET /movies/{id}"] = new(0.9, 4.5, 12) }),
        new(1_100, 100, 0.9167, new Dictionary<string, CacheLayer> { ["gateway"] = new(1_100, 100) }), new(1, 0, 2));
}

/// <summary>Requests in numbers.</summary>
/// <param name="Total">All.</param>
/// <param name="ByStatus">By HTTP status.</param>
/// <param name="ByEndpoint">By method and route.</param>
public sealed record RequestMetrics(
    long Total, IReadOnlyDictionary<string, long> ByStatus, IReadOnlyDictionary<string, long> ByEndpoint);

/// <summary>Durations of requests.</summary>
/// <param name="Overall">Of all requests.</param>
/// <param name="ByEndpoint">By method and route.</param>
public sealed record LatencyMetrics(Percentiles Overall, IReadOnlyDictionary<string, Percentiles> ByEndpoint);

/// <summary>Percentiles in milliseconds, to within 12.5 %; null without requests.</summary>
/// <param name="P50">The median.</param>
/// <param name="P95">95 of 100 took no longer.</param>
/// <param name="P99">99 of 100 took no longer.</param>
public sealed record Percentiles(double? P50, double? P95, double? P99);

/// <summary>Reads of the gateway's memory and of the services' Redis cache.</summary>
/// <param name="Hits">Reads that a cache answered.</param>
/// <param name="Misses">Reads that were made anew.</param>
/// <param name="HitRate">Hits by all reads, 0 to 1; null without reads.</param>
/// <param name="Layers">The same by cache: gateway, catalog, analytics. A service that is away is left out.</param>
public sealed record CacheMetrics(long Hits, long Misses, double? HitRate, IReadOnlyDictionary<string, CacheLayer> Layers);

/// <summary>One cache.</summary>
/// <param name="Hits">Reads that it answered.</param>
/// <param name="Misses">Reads that it could not answer.</param>
public sealed record CacheLayer(long Hits, long Misses);

/// <summary>What the workers do.</summary>
/// <param name="Active">Runs in work.</param>
/// <param name="Queued">Runs that wait.</param>
/// <param name="WorkersConnected">Workers that are alive.</param>
public sealed record JobMetrics(long Active, long Queued, long WorkersConnected);
