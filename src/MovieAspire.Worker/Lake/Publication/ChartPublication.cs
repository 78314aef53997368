using System.Security.Cryptography;
using System.Text;
using Dapper;
using MovieAspire.Lake.Charts;
using MovieAspire.Lake.Storage;
using Npgsql;

namespace MovieAspire.Worker.Lake.Publication;

/// <summary>Writes analytics.charts and their pictures.</summary>
internal sealed class ChartPublication(NpgsqlDataSource database)
{
    /// <summary>Whether the charts of that version are the ones that the services have.</summary>
    public async Task<bool> HasAsync(string version, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "SELECT EXISTS (SELECT FROM analytics.charts) AND NOT EXISTS (SELECT FROM analytics.charts WHERE version <> @version)",
            new { version }, cancellationToken: cancellationToken));
    }

    /// <summary>Replaces all charts at once.</summary>
    public async Task PublishAsync(LayerManifest manifest, IReadOnlyList<RenderedChart> drawn, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "LOCK analytics.charts IN SHARE ROW EXCLUSIVE MODE; DELETE FROM analytics.charts", cancellationToken: cancellationToken));
        await connection.ExecuteAsync(new CommandDefinition("""
            INSERT INTO analytics.charts (name, position, title, subtitle, width, height, version, run_id, created_at)
            VALUES (@Name, @position, @Title, @Subtitle, @Width, @Height, @Version, @RunId, @CreatedAt)
            """,
            drawn.DistinctBy(chart => chart.Name).Select((chart, index) => new
            {
                chart.Name, position = index + 1, chart.Title, chart.Subtitle, chart.Width, chart.Height, manifest.Version, manifest.RunId,
                manifest.CreatedAt,
            }).ToList(),
            cancellationToken: cancellationToken));
        await connection.ExecuteAsync(new CommandDefinition("""
            INSERT INTO analytics.chart_images (chart, theme, format, width, content, content_hash)
            VALUES (@Name, @Theme, @format, @width, @content, @hash)
            """,
            drawn.SelectMany(Images).ToList(), cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
    }

    private static IEnumerable<object> Images(RenderedChart chart) => chart.Pngs
        .Select(png => (Format: "png", Width: png.Key, Content: png.Value))
        .Prepend((Format: "svg", Width: 0, Content: Encoding.UTF8.GetBytes(chart.Svg)))
        .Select(image => new
        {
            chart.Name, chart.Theme, format = image.Format, width = image.Width, content = image.Content,
            hash = Convert.ToHexStringLower(SHA256.HashData(image.Content))[..32],
        });
}
