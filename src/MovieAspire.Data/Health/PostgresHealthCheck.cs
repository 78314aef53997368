using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace MovieAspire.Data.Health;

/// <summary>Healthy when Postgres answers, whatever is in the database; the check "schema" looks at that.</summary>
internal sealed class PostgresHealthCheck(NpgsqlDataSource dataSource, DatabaseStart start) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        DatabaseCheck.AskAsync(
            start,
            async token =>
            {
                await using var command = dataSource.CreateCommand("SELECT 1");
                await command.ExecuteNonQueryAsync(token);
                return HealthCheckResult.Healthy();
            },
            cancellationToken);
}
