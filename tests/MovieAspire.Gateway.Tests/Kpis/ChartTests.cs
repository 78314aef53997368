using System.Text;
using Google.Protobuf.WellKnownTypes;
using MovieAspire.Gateway.Kpis;
using MovieAspire.Gateway.Tests.Hosting;

namespace MovieAspire.Gateway.Tests.Kpis;

[Collection(PlatformGroup.Name)]
public class ChartTests(Platform platform)
{
    [Fact]
    public async Task A_chart_says_where_its_pictures_are_and_they_are_there()
    {
        var chart = Assert.Single((await platform.Gateway.GetAsync("/analytics/charts")).Json.EnumerateArray());
        var svg = await platform.Gateway.GetAsync(chart.GetProperty("svg").GetString()!);
        Assert.Equal(("image/svg+xml", "<svg/>"), (svg.ContentHeaders.ContentType!.ToString(), Encoding.UTF8.GetString(svg.Bytes)));
        var png = await platform.Gateway.GetAsync(chart.GetProperty("png").GetString()!);
        Assert.Equal("image/png", png.ContentHeaders.ContentType!.ToString());
        Assert.Equal([0x89, 0x50, 0x4e, 0x47], png.Bytes);
        var dark = await platform.Gateway.GetAsync("/analytics/charts/trends.svg?theme=dark");
        Assert.Equal("<svg id=\"dark\"/>", Encoding.UTF8.GetString(dark.Bytes));
    }

    [Fact]
    public void A_chart_that_was_drawn_without_PNGs_names_none() => Assert.Null(Chart.From(new()
    {
        Name = "trends", RunId = Guid.Empty.ToString(), CreatedAt = Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch),
    }).Png);

    [Fact]
    public async Task A_picture_may_be_kept_for_a_minute_and_is_not_sent_twice()
    {
        var first = await platform.Gateway.GetAsync("/analytics/charts/trends.svg");
        Assert.Equal("public, max-age=60", first.Header("Cache-Control"));
        Assert.Equal(304, (int)(await platform.Gateway.GetAsync("/analytics/charts/trends.svg", ("If-None-Match", first.Header("ETag")!))).Status);
    }

    [Theory]
    [InlineData("trends.svg?theme=blue", "theme")]
    [InlineData("trends.svg?width=960", "width")]
    [InlineData("trends.png?width=961", "width")]
    [InlineData("trends.png?width=0", "width")]
    public async Task Bad_parameters_are_named(string picture, string field) => (await platform.Gateway.GetAsync($"/analytics/charts/{picture}")).Refuses(field);

    [Fact]
    public async Task Unknown_charts_and_formats_are_404()
    {
        (await platform.Gateway.GetAsync("/analytics/charts/nothing.svg")).Problem(404);
        (await platform.Gateway.GetAsync("/analytics/charts/trends.gif")).Problem(404);
    }

    [Fact]
    public async Task Quality_comes_as_JSON_and_as_a_page_without_scripts()
    {
        var report = Assert.Single((await platform.Gateway.GetAsync("/analytics/quality")).Json.EnumerateArray());
        Assert.Equal((1, 0, 1), (report.GetProperty("rules").GetInt32(), report.GetProperty("broken").GetInt32(), report.GetProperty("warnings").GetInt32()));
        var page = await platform.Gateway.GetAsync(report.GetProperty("page").GetString()!);
        Assert.Equal("text/html", page.ContentHeaders.ContentType!.MediaType);
        (await platform.Gateway.GetAsync("/analytics/quality/gold.html")).Problem(404);
        (await platform.Gateway.GetAsync("/analytics/quality/bronze.html")).Refuses("layer");
    }

    [Fact]
    public async Task Lineage_goes_back_to_bronze()
    {
        var nodes = (await platform.Gateway.GetAsync("/analytics/lineage/gold/highest_revenue")).Json;
        Assert.Equal(["gold/highest_revenue", "bronze"], nodes.EnumerateArray().Select(node => node.GetProperty("name").GetString()));
        Assert.Equal(nodes.GetRawText(), (await platform.Gateway.GetAsync("/analytics/lineage/highest_revenue")).Json.GetRawText());
        (await platform.Gateway.GetAsync("/analytics/lineage/gold/nothing")).Problem(404);
    }
}
