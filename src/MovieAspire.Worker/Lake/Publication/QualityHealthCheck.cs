using Microsoft.Extensions.Diagnostics.HealthChecks;
using MovieAspire.Worker.Schema;
using Npgsql;

namespace MovieAspire.Worker.Lake.Publication;

/// <summary>Degraded while the newest check of a layer found a broken rule: everything is served, from the last good version.</summary>
internal sealed class QualityHealthCheck(NpgsqlDataSource database, SchemaReadiness schema, TimeProvider time) : IHealthCheck
{
    // As long as the checks of the database itself.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private const string Sql = """
        SELECT newest.layer, breach->>'table', breach->>'rule'
        FROM (VALUES ('silver'), ('gold')) layers (layer)
        CROSS JOIN LATERAL (
            SELECT r.layer, r.published, r.results FROM analytics.quality_reports r WHERE r.layer = layers.layer ORDER BY checked_at DESC LIMIT 1
        ) newest
        CROSS JOIN LATERAL jsonb_array_elements(newest.results) breach
        WHERE NOT newest.published AND NOT (breach->>'passed')::boolean AND breach->>'severity' = 'error'
        LIMIT 1
        """;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        // Before, there may be no such table, which is for the check of the schema to say.
        if (!schema.IsReady)
            return HealthCheckResult.Healthy("not asked before the schema is there");
        using var limit = new CancellationTokenSource(Patience, time);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await using var command = database.CreateCommand(Sql);
            await using var breach = await command.ExecuteReaderAsync(patience.Token).WaitAsync(patience.Token);
            return await breach.ReadAsync(patience.Token)
                ? HealthCheckResult.Degraded(
                    $"{breach.GetString(0)} was not published, the last good version is served: {breach.GetString(1)}: {breach.GetString(2)}.")
                : HealthCheckResult.Healthy();
        }
        catch (Exception e) when (e is NpgsqlException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return HealthCheckResult.Degraded("The database does not tell what the gates of the lake found.", e);
        }
    }
}
