namespace MovieAspire.Gateway.Service;

/// <summary>
/// The gateway has no database of its own, so the platform's state is what its services say of theirs. The
/// catalog is asked first, because it serves most reads.
/// </summary>
internal static class HealthSummary
{
    // Names under which services register their checks; the first that is there counts. The schema check asks the
    // database too, so it speaks for Postgres where nothing else does.
    private static readonly string[] Postgres = ["postgres", "moviedb", "MovieDbContext", Schema];
    private static readonly string[] Redis = ["redis"];
    private static readonly string[] Meilisearch = ["meilisearch"];
    private const string Schema = "schema";

    internal static Health Of(ServiceHealth catalog, ServiceHealth analytics, ServiceHealth worker)
    {
        ServiceHealth[] services = [catalog, analytics, worker];
        var health = new Health(
            ComponentHealth.Healthy,
            Find(services, Postgres), Find(services, Redis), Find(services, Meilisearch), worker.Whole(),
            Find(services, [Schema]), catalog.Whole(), analytics.Whole());
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

    private static ComponentHealth Find(ServiceHealth[] services, string[] names) =>
        services.SelectMany(service => names.Select(name => service.Checks.GetValueOrDefault(name)))
            .FirstOrDefault(check => check is not null)
        ?? new(ComponentHealth.Unknown, Reason: "No service that answers reports on it.");
}
