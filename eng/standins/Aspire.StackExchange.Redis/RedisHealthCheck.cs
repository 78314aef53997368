using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;

namespace Aspire.StackExchange.Redis;

/// <summary>Pings every endpoint of the connection.</summary>
internal sealed class RedisHealthCheck(Func<IConnectionMultiplexer> connection) : IHealthCheck
{
    // The current client's timeout of commands; the one restored here has none for asynchronous ones.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            // Connecting blocks for the connect timeout when the server is away.
            IConnectionMultiplexer redis = await Task.Run(connection, cancellationToken).WaitAsync(cancellationToken);
            foreach (System.Net.EndPoint endPoint in redis.GetEndPoints(configuredOnly: true))
                await redis.GetServer(endPoint).PingAsync().WaitAsync(Patience, cancellationToken);
            return HealthCheckResult.Healthy();
        }
#pragma warning disable CA1031 // the result carries it
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new HealthCheckResult(context.Registration.FailureStatus, exception: e);
        }
    }
}
