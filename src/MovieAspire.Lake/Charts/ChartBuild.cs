using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MovieAspire.Lake.Gold;
using MovieAspire.Lake.Sql;
using MovieAspire.Lake.Storage;

namespace MovieAspire.Lake.Charts;

/// <summary>A chart as it is served.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Subtitle">How to read it.</param>
/// <param name="Theme">"light" or "dark".</param>
/// <param name="Width">The drawing's own, in pixels.</param>
/// <param name="Height">The drawing's own, in pixels.</param>
/// <param name="Svg">The drawing.</param>
/// <param name="Pngs">The same as PNG by their width in pixels; none on a machine without librsvg.</param>
public sealed record RenderedChart(
    string Name, string Title, string Subtitle, string Theme, int Width, int Height, string Svg, IReadOnlyDictionary<int, byte[]> Pngs);

/// <summary>The stage "visualize": silver and gold to charts, as SVG and PNG in both themes.</summary>
public sealed partial class ChartBuild(
    LakeFolder lake, LakeDatabase database, IEnumerable<IChartSource> charts, IOptions<KpiOptions> kpis, TimeProvider time, ILogger<ChartBuild> logger)
{
    // For a column of text (drawn anew, with letters that can still be read), a page, a page on a dense screen, and a full screen.
    private static readonly int[] PngWidths = [480, 960, 1440, 1920];

    // The code that draws, and the settings that a chart shows.
    private string Models => SqlModel.HashOf($"{typeof(ChartBuild).Module.ModuleVersionId} {kpis.Value}");

    /// <summary>The current version, if it was drawn by this program of the current silver and gold; else null.</summary>
    public LayerManifest? Current()
    {
        var manifest = lake.ReadManifest();
        return manifest.Layer(LakeFolder.Visualizations) is { } last && last.Models == Models
            && last.Inputs.Select(input => input.Fingerprint).SequenceEqual(
                [manifest.Layer(LakeFolder.Silver)?.Version ?? "", manifest.Layer(LakeFolder.Gold)?.Version ?? ""])
            ? last : null;
    }

    /// <summary>Draws every chart of the current silver and gold.</summary>
    /// <param name="runId">Recorded with them.</param>
    /// <param name="cancellationToken">Ends it; nothing of it is visible then.</param>
    /// <param name="progress">Told which chart is being drawn.</param>
    /// <returns>The version, and the drawings to be stored elsewhere.</returns>
    /// <exception cref="LakeException">There is no gold, or a chart cannot be drawn; the last good charts stay.</exception>
    public async Task<(LayerManifest Manifest, IReadOnlyList<RenderedChart> Charts)> RunAsync(
        Guid runId, CancellationToken cancellationToken, IProgress<string>? progress = null)
    {
        using var writer = lake.Lock(runId);
        var manifest = lake.ReadManifest();
        if (manifest.Layer(LakeFolder.Silver) is not { } silver || manifest.Layer(LakeFolder.Gold) is not { } gold)
            throw new LakeException("There is no gold yet: run the stages transform and kpi first.");
        using var session = database.Open();
        foreach (var table in silver.Tables.Concat(gold.Tables))
            await session.ExecuteAsync($"CREATE TEMP VIEW {SqlText.Name(table.Name)} AS FROM read_parquet({SqlText.Literal(lake.Full(table.File))})", cancellationToken);
        var folder = lake.NewVersion(LakeFolder.Visualizations, runId, out var version);
        try
        {
            var (rendered, tables) = await DrawAsync(
                session, [gold, silver], (name, inputs) => new(name, version, runId, inputs), folder, progress, cancellationToken);
            var layer = new LayerManifest(
                LakeFolder.Visualizations, version, runId, time.GetUtcNow(), session.Engine, Models,
                [.. new[] { silver, gold }.Select(input => new InputManifest($"{input.Layer}/{input.Version}", input.Version, input.Tables.Sum(table => table.Rows)))],
                tables);
            lake.Publish(layer);
            LogDrawn(version, tables.Count);
            return (layer, rendered);
        }
        catch
        {
            lake.Abandon(LakeFolder.Visualizations, version);
            throw;
        }
    }

    private async Task<(List<RenderedChart> Rendered, List<TableManifest> Tables)> DrawAsync(
        LakeSession session, IReadOnlyList<LayerManifest> layers, Func<string, IReadOnlyList<ChartInput>, ChartLineage> lineage, string folder,
        IProgress<string>? progress, CancellationToken cancellationToken)
    {
        var first = await ChartData.OpenAsync(session, kpis.Value, cancellationToken);
        var (rendered, tables) = (new List<RenderedChart>(), new List<TableManifest>());
        foreach (var source in charts)
        {
            progress?.Report(source.Name);
            var data = first.Next();
            if (await LakeException.NameAsync($"The chart {source.Name} cannot be drawn", () => source.CreateAsync(data, cancellationToken)) is not { } drawn)
            {
                LogEmpty(source.Name);
                continue;
            }

            var origin = lineage(drawn.Name, [.. data.Tables.Select(table => ChartInput.Of(table, layers))]);
            var chart = drawn with { Lineage = origin.ToString() };
            foreach (var theme in Theme.All)
            {
                var svg = SvgRenderer.Render(chart, theme);
                var file = $"{chart.Name}.{theme.Name}.svg";
                await File.WriteAllTextAsync(Path.Combine(folder, file), svg, cancellationToken);
                var pngs = await RasterizeAsync(svg, SvgRenderer.Render(chart, theme, PngWidths[0]), file, cancellationToken);
                foreach (var (width, png) in pngs)
                    await File.WriteAllBytesAsync(Path.Combine(folder, $"{chart.Name}.{theme.Name}.{width}.png"), png, cancellationToken);
                rendered.Add(new(chart.Name, chart.Title, chart.Subtitle, theme.Name, SvgRenderer.Width, chart.Height, svg, pngs));
                tables.Add(new(chart.Name, $"{LakeFolder.Visualizations}/{origin.Version}/{file}", 0, SqlModel.HashOf(svg), svg.Length, "", [.. data.Tables]));
            }
        }

        return (rendered, tables);
    }

    // A machine without librsvg has the drawings still.
    private async Task<Dictionary<int, byte[]>> RasterizeAsync(string svg, string narrow, string file, CancellationToken cancellationToken)
    {
        var pngs = new Dictionary<int, byte[]>();
        try
        {
            foreach (var width in PngWidths)
                pngs[width] = await Rasterizer.PngAsync(width == PngWidths[0] ? narrow : svg, width, cancellationToken);
        }
        catch (RasterizerException error)
        {
            LogNoPng(error, file);
        }

        return pngs;
    }

    [LoggerMessage(LogLevel.Information, "Visualizations {Version}: {Files} drawings")]
    private partial void LogDrawn(string version, int files);

    [LoggerMessage(LogLevel.Information, "The chart {Chart} is left out: there is nothing to show")]
    private partial void LogEmpty(string chart);

    [LoggerMessage(LogLevel.Warning, "{File} cannot be made a PNG")]
    private partial void LogNoPng(Exception error, string file);
}
