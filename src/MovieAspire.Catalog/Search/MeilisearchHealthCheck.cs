using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MovieAspire.Catalog.Search;

/// <summary>
/// Degraded while Postgres answers searches though it should not, with the reason: they work all the same. A system that
/// has no Meilisearch is complete.
/// </summary>
internal sealed class MeilisearchHealthCheck(MovieSearch search) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        !search.HasMeilisearch ? HealthCheckResult.Healthy("not configured")
        : await search.ReasonAgainstAsync(cancellationToken) is { } reason
            ? HealthCheckResult.Degraded($"{reason} Searches are answered by Postgres.")
            : HealthCheckResult.Healthy();
}
