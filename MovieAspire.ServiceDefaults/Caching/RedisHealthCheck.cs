using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MovieAspire.ServiceDefaults.Caching;

/// <summary>Degraded while Redis is away: every read still works, without the cache.</summary>
internal sealed class RedisHealthCheck(RedisLink redis) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var (answered, _) = await redis.TryAsync(database => database.PingAsync(), cancellationToken);
        return answered
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded("Redis does not answer; reads come from Postgres.");
    }
}
