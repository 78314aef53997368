using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MovieAspire.Catalog.Search;

/// <summary>Degraded while Postgres answers searches, with the reason: they work all the same.</summary>
internal sealed class MeilisearchHealthCheck(MovieSearch search) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await search.ReasonAgainstAsync(cancellationToken) is { } reason
            ? HealthCheckResult.Degraded($"{reason} Searches are answered by Postgres.")
            : HealthCheckResult.Healthy();
}
