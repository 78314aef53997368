using System.Text.Json;
using MovieAspire.Lake.Bronze;
using MovieAspire.Lake.Sql;
using MovieAspire.Lake.Storage;

namespace MovieAspire.Lake.Silver;

/// <summary>A response that does not keep to its declared schema.</summary>
internal sealed record Rejection(string BronzeFile, string? ContentHash, string Reason);

/// <summary>A rejected line with its place.</summary>
internal sealed record QuarantinedLine(string BronzeFile, long Line, string? ContentHash, string Reason, string Excerpt);

/// <summary>Says of every rejected row in which line of which file it stands.</summary>
internal sealed class Quarantine(LakeFolder lake)
{
    private const int ExcerptLength = 500;

    /// <summary>Reads those files again that hold something rejected, and only those.</summary>
    public List<QuarantinedLine> Locate(
        IReadOnlyList<Rejection> rejections, IReadOnlyCollection<string> unreadable, CancellationToken cancellationToken)
    {
        var located = new List<QuarantinedLine>();
        var byFile = rejections.ToLookup(rejection => rejection.BronzeFile);
        foreach (var file in byFile.Select(group => group.Key).Union(unreadable).Order(StringComparer.Ordinal))
        {
            var reasons = byFile[file].ToLookup(rejection => rejection.ContentHash, rejection => rejection.Reason);
            foreach (var line in BronzeLines.Read(lake.Full(file)))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var reason = line.Problem ?? (reasons.Contains(line.ContentHash) ? reasons[line.ContentHash].First() : null);
                if (reason is not null)
                    located.Add(new(file, line.Number, line.ContentHash, reason, line.Text.Length > ExcerptLength ? line.Text[..ExcerptLength] : line.Text));
            }
        }

        return located;
    }

    public async Task WriteAsync(
        LakeSession session, BronzePartition partition, List<QuarantinedLine> lines, string file, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(lake.Scratch);
        var scratch = Path.Combine(lake.Scratch, $"{Guid.NewGuid():N}.ndjson");
        await using (var output = new StreamWriter(scratch))
        {
            foreach (var line in lines)
                await output.WriteLineAsync(JsonSerializer.Serialize(line, LineJson));
        }

        await session.ExecuteAsync(
            $$"""
            COPY (
              SELECT bronze_file, line, {{SqlText.Literal(partition.Provider)}} AS provider, DATE '{{partition.Day:yyyy-MM-dd}}' AS ingestion_date,
                content_hash, reason, excerpt
              FROM read_json({{SqlText.Literal(scratch)}}, format = 'newline_delimited', columns = {bronze_file: 'VARCHAR', line: 'BIGINT',
                content_hash: 'VARCHAR', reason: 'VARCHAR', excerpt: 'VARCHAR'})
              ORDER BY bronze_file, line
            ) TO {{SqlText.Literal(lake.Full(file))}} (FORMAT parquet, COMPRESSION zstd)
            """,
            cancellationToken);
        File.Delete(scratch);
    }

    private static readonly JsonSerializerOptions LineJson = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
}
