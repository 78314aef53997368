using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MovieAspire.Redis.Connection;

/// <summary>Degraded while Redis is away: everything still works, slower.</summary>
internal sealed class RedisHealthCheck(RedisConnection redis) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var (answered, _) = await redis.TryAsync(database => database.PingAsync(), cancellationToken);
        return answered
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded("Redis does not answer; the service works without it.");
    }
}
