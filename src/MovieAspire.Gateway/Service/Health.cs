namespace MovieAspire.Gateway.Service;

/// <summary>The state of the platform.</summary>
/// <param name="Status">healthy; degraded: all reads work, something else does not; unhealthy: reads fail.</param>
/// <param name="Postgres">The database, as the catalog sees it.</param>
/// <param name="Schema">Whether the database has the schema of this release.</param>
/// <param name="Redis">The cache; reads work without it, slower.</param>
/// <param name="Meilisearch">The search index; search works without it, with fewer features.</param>
/// <param name="Catalog">The service of movies.</param>
/// <param name="Analytics">The service of statistics.</param>
/// <param name="Worker">The service that collects and computes.</param>
public sealed record Health(
    string Status, ComponentHealth Postgres, ComponentHealth Redis, ComponentHealth Meilisearch, ComponentHealth Worker,
    ComponentHealth Schema, ComponentHealth Catalog, ComponentHealth Analytics);

/// <summary>The state of one part.</summary>
/// <param name="Status">healthy, degraded, unhealthy, or unknown when nobody who could tell answers.</param>
/// <param name="LatencyMs">Milliseconds that the part took to answer.</param>
/// <param name="Reason">Why it is not healthy.</param>
public sealed record ComponentHealth(string Status, double? LatencyMs = null, string? Reason = null)
{
    internal const string Healthy = "healthy";
    internal const string Degraded = "degraded";
    internal const string Unhealthy = "unhealthy";
    internal const string Unknown = "unknown";
}

/// <summary>The answer of a process that runs.</summary>
/// <param name="Status">Always healthy.</param>
public sealed record Alive(string Status);
