using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using MovieAspire.Contracts.Kpis.V1;
using Npgsql;

namespace MovieAspire.Analytics.Kpis;

/// <summary>The newest report of the gates of each layer.</summary>
internal sealed class QualityQuery(NpgsqlDataSource database)
{
    private const string Newest = """
        FROM (VALUES (1, 'silver'), (2, 'gold')) layers (place, layer)
        CROSS JOIN LATERAL (
            SELECT * FROM analytics.quality_reports r WHERE r.layer = layers.layer ORDER BY checked_at DESC LIMIT 1
        ) report
        """;

    public async Task<GetQualityResponse?> GetAsync(CancellationToken cancellationToken)
    {
        var response = new GetQualityResponse();
        await using var command = database.CreateCommand(
            $"SELECT report.layer, report.run_id, report.checked_at, report.published, report.results {Newest} ORDER BY place");
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            var report = new QualityReport
            {
                Layer = row.GetString(0), RunId = row.GetGuid(1).ToString(), CheckedAt = Timestamp.FromDateTime(row.GetDateTime(2)),
                Published = row.GetBoolean(3),
            };
            using var results = JsonDocument.Parse(row.GetString(4));
            report.Results.AddRange(results.RootElement.EnumerateArray().Select(ReadResult)
                .OrderBy(result => result.Passed).ThenBy(result => result.Severity, StringComparer.Ordinal));
            response.Reports.Add(report);
        }

        return response;
    }

    /// <returns>Null before the first check.</returns>
    public async Task<GetQualityPageResponse?> GetPageAsync(string layer, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "SELECT page FROM analytics.quality_reports WHERE layer = $1 ORDER BY checked_at DESC LIMIT 1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = layer });
        return await command.ExecuteScalarAsync(cancellationToken) is string page ? new() { Html = page } : null;
    }

    private static QualityResult ReadResult(JsonElement result) => new()
    {
        Rule = result.GetProperty("rule").GetString(),
        Table = result.GetProperty("table").GetString(),
        Dimension = result.GetProperty("dimension").GetString(),
        Severity = result.GetProperty("severity").GetString(),
        Passed = result.GetProperty("passed").GetBoolean(),
        Offending = result.GetProperty("offending").GetInt64(),
        Rows = result.GetProperty("rows").GetInt64(),
        Sample = { result.GetProperty("sample").EnumerateArray().Select(row => row.GetString()!) },
    };
}
