using System.Text.Json;
using Dapper;
using Microsoft.Extensions.Options;
using MovieAspire.Lake.Quality;
using Npgsql;

namespace MovieAspire.Worker.Lake.Publication;

/// <summary>Writes analytics.quality_reports.</summary>
internal sealed class QualityPublication(NpgsqlDataSource database, IOptions<HistoryOptions> history, TimeProvider time)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Keeps a report, and removes those that are too old; the newest of each layer stays, however old it is.</summary>
    public async Task PublishAsync(QualityReport? report, CancellationToken cancellationToken)
    {
        if (report is null)
            return;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("""
            INSERT INTO analytics.quality_reports (run_id, layer, checked_at, published, results, page)
            VALUES (@RunId, @Layer, @CheckedAt, @published, @results::jsonb, @page)
            ON CONFLICT (run_id, layer) DO UPDATE
            SET checked_at = excluded.checked_at, published = excluded.published, results = excluded.results, page = excluded.page
            """,
            new
            {
                report.RunId, report.Layer, report.CheckedAt, published = !report.Breaches.Any(),
                results = JsonSerializer.Serialize(report.Results, Json), page = QualityPage.Render(report),
            },
            cancellationToken: cancellationToken));
        await connection.ExecuteAsync(new CommandDefinition("""
            DELETE FROM analytics.quality_reports old
            WHERE checked_at < @before
              AND EXISTS (SELECT FROM analytics.quality_reports newer WHERE newer.layer = old.layer AND newer.checked_at > old.checked_at)
            """, new { before = time.GetUtcNow() - history.Value.Quality }, cancellationToken: cancellationToken));
    }
}
