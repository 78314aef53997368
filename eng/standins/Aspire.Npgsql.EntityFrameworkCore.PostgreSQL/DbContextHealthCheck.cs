using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Npgsql.EntityFrameworkCore.PostgreSQL;

/// <summary>Asks whether the context's database can be connected to.</summary>
#pragma warning disable CA1812 // made by dependency injection
internal sealed class DbContextHealthCheck<TContext>(TContext context) : IHealthCheck
#pragma warning restore CA1812
    where TContext : DbContext
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext check, CancellationToken cancellationToken = default)
    {
        try
        {
            return await context.Database.CanConnectAsync(cancellationToken)
                ? HealthCheckResult.Healthy()
                : new HealthCheckResult(check.Registration.FailureStatus);
        }
#pragma warning disable CA1031 // the result carries it
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return new HealthCheckResult(check.Registration.FailureStatus, exception: e);
        }
    }
}
