using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using MovieAspire.Lake.Charts;
using MovieAspire.Lake.Inspection;
using MovieAspire.Lake.Sql;
using MovieAspire.Lake.Storage;

namespace MovieAspire.Lake.Tests;

public sealed class ChartTests
{
    private static readonly string[] Names =
    [
        "revenue_vs_budget", "roi_by_genre_bar", "popularity_vs_rating", "yearly_trends", "franchise_vs_standalone_revenue",
        "franchise_vs_standalone_budget", "franchise_vs_standalone_roi", "franchise_vs_standalone_rating", "ratings_by_decade", "genre_share",
    ];

    [RealDataFact]
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
            AssertNoOverlap(chart.Name, chart.Svg);
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

    [RealDataFact]
    public async Task A_narrow_drawing_has_letters_of_the_same_size_and_no_overlap_either()
    {
        using var lake = new TestLake();
        RealData.Fill(lake);
        await lake.TransformAsync();
        await lake.KpiAsync();
        using var session = lake.Get<LakeDatabase>().Open();
        var manifest = lake.Folder.ReadManifest();
        foreach (var table in manifest.Layer(LakeFolder.Silver)!.Tables.Concat(manifest.Layer(LakeFolder.Gold)!.Tables))
            await session.ExecuteAsync($"CREATE VIEW {table.Name} AS FROM '{lake.Folder.Full(table.File)}'", CancellationToken.None);
        var data = await ChartData.OpenAsync(session, new(), CancellationToken.None);
        foreach (var source in lake.Get<IEnumerable<IChartSource>>())
        {
            var chart = await source.CreateAsync(data, CancellationToken.None);
            var narrow = SvgRenderer.Render(chart!, Theme.Light, width: 480);
            AssertNoOverlap(source.Name, narrow);
            Assert.Equal(FontSizes(SvgRenderer.Render(chart!, Theme.Light)), FontSizes(narrow));
        }

        static IEnumerable<string> FontSizes(string svg) =>
            XDocument.Parse(svg).Descendants().Attributes("font-size").Select(size => size.Value).Distinct().Order();
    }

    [Fact]
    public void A_label_is_not_struck_through_and_covers_no_more_points_than_it_must()
    {
        const string Text = "A movie with a name";
        var area = new Area(0, 0, 400, 400);
        var free = new LabelPlacement(area).Place(Text, 12.5, 200, 200, 3)!.Value;
        Assert.True(free.X > 200, "To the right, where nothing is in the way.");

        var lined = new LabelPlacement(area);
        lined.Keep((220, 0), (220, 400));
        Assert.True(lined.Place(Text, 12.5, 200, 200, 3)!.Value.X < 200 - TextSize.Width(Text, 12.5), "To the left of the line.");

        var crowded = new LabelPlacement(area);
        crowded.Avoid(Enumerable.Range(0, 100).Select(index => (201.0 + index, 200.0)));
        crowded.Avoid(Enumerable.Range(0, 100).Select(index => (199.0 - index, 200.0)));
        Assert.True(crowded.Place(Text, 12.5, 200, 200, 3)!.Value.Y < 195, "Above the row of points.");
    }

    [Fact]
    public void Lines_cross_where_the_ends_of_each_are_on_both_sides_of_the_other()
    {
        Assert.True(LabelPlacement.Cross((0, 0), (10, 10), (0, 10), (10, 0)));
        Assert.False(LabelPlacement.Cross((0, 0), (10, 10), (5, 0), (15, 10)));
    }

    [Fact]
    public async Task A_year_without_movies_interrupts_the_lines_and_the_present_year_is_called_unfinished()
    {
        using var lake = new TestLake();
        lake.AddLines("tmdb", TestLake.Now, Enumerable.Range(0, 60).Select(id => TestLake.Movie(
            id + 1, movie => movie["release_date"] = FormattableString.Invariant($"{(id / 10) switch { < 3 => 2018 + (id / 10), var later => 2021 + later }}-02-01"))));
        await lake.TransformAsync();
        await lake.KpiAsync();
        var (_, charts) = await lake.Get<ChartBuild>().RunAsync(Guid.NewGuid(), CancellationToken.None);
        var svg = XDocument.Parse(charts.First(chart => chart.Name == "yearly_trends").Svg);
        // Of 2018 to 2020 and of 2024 to 2026, for each of the four figures.
        Assert.Equal(Enumerable.Repeat(3, 8), svg.Descendants().Where(element => element.Name.LocalName == "polyline")
            .Select(line => line.Attribute("points")!.Value.Split(' ').Length));
        Assert.Contains("2026 is not over.", svg.Root!.Value, StringComparison.Ordinal);
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

    private static void AssertNoOverlap(string chart, string svg)
    {
        var drawing = XDocument.Parse(svg);
        var paper = new Area(0, 0, Number(drawing.Root!, "width"), Number(drawing.Root!, "height"));
        var texts = drawing.Descendants().Where(element => element.Name.LocalName == "text").Select(Box).ToList();
        foreach (var (text, index) in texts.Select((text, index) => (text, index)))
        {
            Assert.True(paper.Holds(text.Box), $"{chart}: {text.Text} leaves the drawing");
            Assert.All(texts.Skip(index + 1), other => Assert.False(text.Box.Touches(other.Box), $"{chart}: \"{text.Text}\" and \"{other.Text}\" overlap"));
        }

        // From labels to their points.
        var leaders = drawing.Descendants().Where(element => Theme.All.Any(theme => (string?)element.Attribute("stroke") == theme.Muted))
            .Select(line => (From: (Number(line, "x1"), Number(line, "y1")), To: (Number(line, "x2"), Number(line, "y2")))).ToList();
        foreach (var (leader, index) in leaders.Select((leader, index) => (leader, index)))
            Assert.All(leaders.Skip(index + 1), other => Assert.False(LabelPlacement.Cross(leader.From, leader.To, other.From, other.To), $"{chart}: lines of labels cross"));
    }

    private static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    private static (string Text, Area Box) Box(XElement text)
    {
        var size = Number(text, "font-size");
        var width = TextSize.Width(text.Value, size, text.Attribute("font-weight") is not null);
        var left = Number(text, "x") - ((string?)text.Attribute("text-anchor") switch { "middle" => width / 2, "end" => width, _ => 0 });
        return (text.Value, new(left, Number(text, "y") - (size * 0.75), left + width, Number(text, "y") + (size * 0.2)));
    }
}
