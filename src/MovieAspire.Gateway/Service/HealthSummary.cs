namespace MovieAspire.Gateway.Service;

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

    internal static Health Of(ServiceHealth catalog, ServiceHealth analytics, ServiceHealth worker)
    {
        ServiceHealth[] services = [catalog, analytics, worker];
        var health = new Health(
            ComponentHealth.Healthy,
            Find(services, Postgres), Find(services, Redis), Find(services, Meilisearch), worker.Whole(),
            Find(services, Schema), catalog.Whole(), analytics.Whole());
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
            health.Analytics,
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
