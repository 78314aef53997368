using Microsoft.Extensions.Diagnostics.HealthChecks;
using MovieAspire.Data.Health;
using Npgsql;

namespace MovieAspire.Data.Schema;

/// <summary>
/// Healthy when the database has exactly the schema of this build. A schema that lacks migrations is
/// unhealthy: queries would fail. A newer one is degraded: that is what a rolling deployment looks
/// like to the old processes, which go on serving.
/// </summary>
internal sealed class SchemaHealthCheck(NpgsqlDataSource dataSource, DatabaseStart start) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        DatabaseCheck.AskAsync(
            start,
            async token =>
            {
                await using var connection = await dataSource.OpenConnectionAsync(token);
                return Judge(Migration.All, await AppliedMigration.ReadAsync(connection, token));
            },
            cancellationToken);

    internal static HealthCheckResult Judge(IReadOnlyList<Migration> known, IReadOnlyList<AppliedMigration> applied)
    {
        var state = SchemaState.Compare(known, applied);
        if (state.Changed is { } changed)
            return HealthCheckResult.Unhealthy($"Migration {changed} was applied with another text.");
        if (state.Missing is [var first, ..])
        {
            var more = state.Missing.Count > 1 ? $" and {state.Missing.Count - 1} more" : "";
            return HealthCheckResult.Unhealthy($"The schema lacks migration {first}{more}; the worker applies it.");
        }

        return state.Newer is { } newer
            ? HealthCheckResult.Degraded(
                $"The schema is newer than this process: it has migration {newer.Version:D4}_{newer.Name}.")
            : HealthCheckResult.Healthy($"The schema is at {known[^1]}.");
    }
}
