using MovieAspire.Gateway.Backends;

namespace MovieAspire.Gateway.Service;

/// <summary>The state of the platform.</summary>
/// <param name="Status">healthy; degraded: movies can be read, something else does not work; unhealthy: they cannot.</param>
/// <param name="Postgres">The database, as the catalog sees it.</param>
/// <param name="Schema">Whether the database has the schema of this release.</param>
/// <param name="Redis">The cache; reads work without it, slower.</param>
/// <param name="Meilisearch">The search index; search works without it, with fewer features.</param>
/// <param name="Catalog">The service of movies.</param>
/// <param name="Analytics">The service of statistics.</param>
/// <param name="Worker">The service that collects and computes.</param>
/// <param name="Quality">Whether the newest silver and gold of the lake passed their checks; else the last good ones are served.</param>
public sealed record Health(
    string Status, ComponentHealth Postgres, ComponentHealth Redis, ComponentHealth Meilisearch, ComponentHealth Worker,
    ComponentHealth Schema, ComponentHealth Catalog, ComponentHealth Analytics, ComponentHealth Quality)
{
    internal static Health Example { get; } = new(
        ComponentHealth.Healthy, ComponentHealth.Example, ComponentHealth.Example, ComponentHealth.Example, ComponentHealth.Example,
        ComponentHealth.Example, ComponentHealth.Example, ComponentHealth.Example, ComponentHealth.Example);
}

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

    internal static ComponentHealth Example { get; } = new(Healthy, 1.2);
}

/// <summary>The answer of a process that runs.</summary>
/// <param name="Status">Always healthy.</param>
public sealed record Alive(string Status);

/// <summary>
/// The gateway has no database of its own, so the platform's state is what its services say of theirs. The
/// catalog is asked first, because it serves most reads.
/// </summary>
internal static class HealthSummary
{
    // The names under which the services register their checks.
    private const string Postgres = "postgres";
    private const string Schema = "schema";
    private const string Redis = "redis";
    private const string Meilisearch = "meilisearch";
    private const string Quality = "quality";

    internal static async Task<Health> AskAsync(ServiceProbe services)
    {
        var answers = await Task.WhenAll(
            ServiceHealth.AskAsync(services, "catalog", CancellationToken.None),
            ServiceHealth.AskAsync(services, "analytics", CancellationToken.None),
            ServiceHealth.AskAsync(services, "worker", CancellationToken.None));
        return Of(answers[0], answers[1], answers[2]);
    }

    internal static Health Of(ServiceHealth catalog, ServiceHealth analytics, ServiceHealth worker)
    {
        ServiceHealth[] services = [catalog, analytics, worker];
        var health = new Health(
            ComponentHealth.Healthy,
            Find(services, Postgres), Find(services, Redis), Find(services, Meilisearch), worker.Whole(),
            Find(services, Schema), catalog.Whole(), analytics.Whole(), Find(services, Quality));
        return health with { Status = StatusOf(health, canRead: CanRead(catalog)) };
    }

    private static bool CanRead(ServiceHealth catalog) =>
        catalog.Answered && catalog.Status is not ComponentHealth.Unhealthy;

    private static string StatusOf(Health health, bool canRead)
    {
        if (!canRead)
            return ComponentHealth.Unhealthy;

        ComponentHealth[] parts =
        [
            health.Postgres, health.Schema, health.Redis, health.Meilisearch, health.Worker, health.Catalog,
            health.Analytics, health.Quality,
        ];
        return parts.All(part => part.Status is ComponentHealth.Healthy or ComponentHealth.Unknown)
            ? ComponentHealth.Healthy
            : ComponentHealth.Degraded;
    }

    // The first service that reports on it counts.
    private static ComponentHealth Find(ServiceHealth[] services, string check) =>
        services.Select(service => service.Checks.GetValueOrDefault(check)).FirstOrDefault(health => health is not null)
        ?? new(ComponentHealth.Unknown, Reason: "No service that answers reports on it.");
}
