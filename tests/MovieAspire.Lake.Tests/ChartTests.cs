using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using MovieAspire.Lake.Charts;
using MovieAspire.Lake.Inspection;
using MovieAspire.Lake.Storage;

namespace MovieAspire.Lake.Tests;

public sealed class ChartTests
{
    private static readonly string[] Names =
    [
        "revenue_vs_budget", "roi_by_genre_bar", "popularity_vs_rating", "yearly_trends", "franchise_vs_standalone_revenue",
        "franchise_vs_standalone_budget", "franchise_vs_standalone_roi", "franchise_vs_standalone_rating", "ratings_by_decade", "genre_share",
    ];

    [Fact]
    public async Task Every_chart_is_drawn_of_real_data_in_both_themes_without_overlapping_labels()
    {
        using var lake = new TestLake();
        RealData.Fill(lake);
        await lake.TransformAsync();
        await lake.KpiAsync();
        var (manifest, charts) = await lake.Get<ChartBuild>().RunAsync(Guid.NewGuid(), CancellationToken.None);
        Assert.Equal(Names.SelectMany(name => new[] { (name, "light"), (name, "dark") }), charts.Select(chart => (chart.Name, chart.Theme)));
        // LAKE_CHARTS names a folder for whoever wants to look at them.
        if (Environment.GetEnvironmentVariable("LAKE_CHARTS") is { Length: > 0 } keep)
        {
            foreach (var file in Directory.EnumerateFiles(lake.Folder.Full($"visualizations/{manifest.Version}")))
                File.Copy(file, Path.Combine(keep, Path.GetFileName(file)), overwrite: true);
        }

        foreach (var chart in charts)
        {
            AssertNoOverlap(chart);
            Assert.Contains("2026-03-10", chart.Svg, StringComparison.Ordinal);
            AssertLineage(chart, manifest, lake.Folder.ReadManifest());
            Assert.Equal([480, 960, 1440, 1920], chart.Pngs.Keys.Order());
            var png = await File.ReadAllBytesAsync(lake.Folder.Full($"visualizations/{manifest.Version}/{chart.Name}.{chart.Theme}.1440.png"));
            Assert.True(png.AsSpan(1, 3).SequenceEqual("PNG"u8));
            Assert.Equal(1440, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)));
        }

        var way = lake.Get<LineageTrace>().Of("visualizations/roi_by_genre_bar").Select(step => step.Name).ToList();
        Assert.Equal(["visualizations/roi_by_genre_bar", "gold/roi_by_genre", "silver/genres"], way[..3]);
        Assert.Contains("bronze/tmdb/ingestion_date=2026-03-10", way);
        Assert.Single(lake.Get<LineageTrace>().Nodes(), node => node.Name == "visualizations/yearly_trends");
        Assert.Equal(manifest.Version, lake.Get<ChartBuild>().Current()?.Version);
        lake.AddLines("tmdb", TestLake.Now, [TestLake.Movie(1)]);
        await lake.TransformAsync();
        Assert.Null(lake.Get<ChartBuild>().Current());
    }

    private static void AssertLineage(RenderedChart chart, LayerManifest drawn, Manifest manifest)
    {
        var metadata = XDocument.Parse(chart.Svg).Descendants().Single(element => element.Name.LocalName == "metadata").Value;
        var lineage = JsonDocument.Parse(metadata).RootElement;
        Assert.Equal((chart.Name, drawn.Version, drawn.RunId), (
            lineage.GetProperty("chart").GetString(), lineage.GetProperty("version").GetString(), lineage.GetProperty("run_id").GetGuid()));
        var inputs = lineage.GetProperty("inputs").EnumerateArray().ToList();
        Assert.NotEmpty(inputs);
        foreach (var input in inputs)
        {
            var name = input.GetProperty("table").GetString()!.Split('/');
            var layer = manifest.Layer(name[0])!;
            Assert.Equal((layer.Version, layer.RunId), (input.GetProperty("version").GetString(), input.GetProperty("run_id").GetGuid()));
            Assert.Equal(layer.Table(name[1])!.RowsHash, input.GetProperty("rows_hash").GetString());
        }
    }

    private static void AssertNoOverlap(RenderedChart chart)
    {
        var texts = XDocument.Parse(chart.Svg).Descendants().Where(element => element.Name.LocalName == "text").Select(Box).ToList();
        foreach (var (text, index) in texts.Select((text, index) => (text, index)))
        {
            Assert.True(text.Box.Left >= 0 && text.Box.Right <= 960, $"{chart.Name}: {text.Text} leaves the drawing");
            Assert.All(texts.Skip(index + 1), other => Assert.False(text.Box.Touches(other.Box), $"{chart.Name}: \"{text.Text}\" and \"{other.Text}\" overlap"));
        }
    }

    private static (string Text, Area Box) Box(XElement text)
    {
        double Number(string name) => double.Parse(text.Attribute(name)!.Value, CultureInfo.InvariantCulture);
        var size = Number("font-size");
        var width = TextSize.Width(text.Value, size, text.Attribute("font-weight") is not null);
        var left = Number("x") - ((string?)text.Attribute("text-anchor") switch { "middle" => width / 2, "end" => width, _ => 0 });
        return (text.Value, new(left, Number("y") - (size * 0.75), left + width, Number("y") + (size * 0.2)));
    }
}
