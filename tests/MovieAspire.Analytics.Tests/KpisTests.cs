using Grpc.Core;
using MovieAspire.Contracts.Kpis.V1;
using MovieAspire.ServiceDefaults.Errors;

namespace MovieAspire.Analytics.Tests;

public class KpisTests
{
    private const string Run = "0190a000-0000-7000-8000-000000000001";

    private const string Seed = $$"""
        INSERT INTO analytics.kpi_versions (name, title, meaning, unit, kind, columns, filters, default_limit, max_limit, row_count, fingerprint, run_id, valid_from, valid_to)
        VALUES
            ('highest_revenue', 'Highest revenue', 'Meaning', 'million USD', 'ranking', '[{"name":"rank","type":"BIGINT","unit":"","meaning":""},
              {"name":"title","type":"VARCHAR","unit":"","meaning":""},{"name":"revenue_musd","type":"DECIMAL(18,6)","unit":"million USD","meaning":"m"}]',
              '{genre,year}', 2, 50, 1, 'a', '{{Run}}', '2026-03-01 04:30Z', '2026-03-03 04:30Z'),
            ('highest_revenue', 'Highest revenue', 'Meaning', 'million USD', 'ranking', '[{"name":"rank","type":"BIGINT","unit":"","meaning":""},
              {"name":"title","type":"VARCHAR","unit":"","meaning":""},{"name":"revenue_musd","type":"DECIMAL(18,6)","unit":"million USD","meaning":"m"}]',
              '{genre,year}', 2, 50, 4, 'b', '{{Run}}', '2026-03-03 04:30Z', NULL),
            ('genre_share', 'Genres by decade', 'Meaning', 'percent', 'table', '[{"name":"decade","type":"INTEGER","unit":"","meaning":""}]', '{genre,year}', 1000, 1000, 2, 'c', '{{Run}}', '2026-03-01 04:30Z', NULL),
            ('franchises', 'Franchises', 'Meaning', '', 'table', '[{"name":"kind","type":"VARCHAR","unit":"","meaning":""}]', '{}', 1000, 1000, 1, 'd', '{{Run}}', '2026-03-01 04:30Z', NULL),
            ('dropped', 'Dropped', 'Meaning', '', 'table', '[{"name":"kind","type":"VARCHAR","unit":"","meaning":""}]', '{}', 1000, 1000, 0, 'e', '{{Run}}', '2026-03-01 04:30Z', '2026-03-02 04:30Z');
        INSERT INTO analytics.kpi_rows VALUES
            (1, 1, 2000, 2000, '{drama}', '[1, "Old", 0.000001]'),
            (2, 1, 2009, 2009, '{action,science fiction}', '[1, "Avatar", 2923.706026]'), (2, 2, 1997, 1997, '{drama,romance}', '[2, "Titanic", 2264.162353]'),
            (2, 3, 1972, 1972, '{drama,crime}', '[3, "The Godfather", 245.066411]'), (2, 4, NULL, NULL, NULL, '[4, "Undated", null]'),
            (3, 1, 1980, 1989, '{drama}', '[1980]'), (3, 2, 1990, 1999, '{drama}', '[1990]'), (4, 1, NULL, NULL, NULL, '["franchise"]');
        INSERT INTO analytics.charts VALUES ('b', 1, 'B', 'How', 960, 600, 'v', '{{Run}}', '2026-03-03 04:30Z'), ('a', 2, 'A', 'How', 960, 400, 'v', '{{Run}}', '2026-03-03 04:30Z');
        INSERT INTO analytics.chart_images VALUES
            ('b', 'light', 'svg', 0, 'light', 'h1'), ('b', 'dark', 'svg', 0, 'dark', 'h2'), ('b', 'dark', 'png', 960, 'png960', 'h3'),
            ('b', 'dark', 'png', 480, 'png480', 'h4'), ('a', 'light', 'svg', 0, 'only', 'h5');
        INSERT INTO analytics.quality_reports VALUES
            ('{{Run}}', 'gold', '2026-03-01 04:30Z', true, '[]', 'old'),
            (gen_random_uuid(), 'gold', '2026-03-02 04:30Z', false, '[{"rule":"holds","table":"t","dimension":"validity","severity":"error","passed":true,"offending":0,"rows":5,"sample":[]},
              {"rule":"does not","table":"t","dimension":"drift","severity":"error","passed":false,"offending":2,"rows":5,"sample":["{}"]}]', '<h1>gold</h1>');
        INSERT INTO analytics.lineage VALUES
            ('gold/movies', 'gold', 'v2', '{{Run}}', '2026-03-03 04:30Z', 4, 0, 'f', 'm', '{silver/movies,silver/credits}'),
            ('silver/movies', 'silver', 'v1', '{{Run}}', '2026-03-03 04:29Z', 9, 0, 'f', 'm', '{bronze,silver/credits}'),
            ('silver/credits', 'silver', 'v1', '{{Run}}', '2026-03-03 04:29Z', 90, 0, 'f', 'm', '{bronze}'),
            ('silver/alone', 'silver', 'v1', '{{Run}}', '2026-03-03 04:29Z', 90, 0, 'f', 'm', '{bronze}'),
            ('bronze', 'bronze', '', NULL, NULL, 10, 1, '', '', '{bronze/tmdb/ingestion_date=2026-03-02}'),
            ('bronze/tmdb/ingestion_date=2026-03-02', 'bronze', '', NULL, NULL, 10, 1, 'p', '', '{}');
        """;

    [Fact]
    public async Task The_list_has_what_there_is_now_with_meaning_and_columns()
    {
        await using var host = await StartAsync();

        var kpis = (await host.Kpis.ListKpisAsync(new())).Kpis;

        Assert.Equal(["franchises", "genre_share", "highest_revenue"], kpis.Select(kpi => kpi.Name));
        Assert.Equal(("million USD", 4L, 2, 50), (kpis[2].Unit, kpis[2].RowCount, kpis[2].DefaultLimit, kpis[2].MaxLimit));
        Assert.Equal(new KpiColumn { Name = "revenue_musd", Type = "DECIMAL(18,6)", Unit = "million USD", Meaning = "m" }, kpis[2].Columns[2]);
        Assert.Equal(["genre", "year"], kpis[2].Filters);
    }

    [Theory]
    [InlineData("", 0, 0, 0, "Avatar,Titanic")]
    [InlineData("", 0, 0, 50, "Avatar,Titanic,The Godfather,Undated")]
    [InlineData("DRAMA", 0, 0, 0, "Titanic,The Godfather")]
    [InlineData("Science Fiction", 0, 0, 0, "Avatar")]
    [InlineData("drama", 1990, 0, 0, "Titanic")]
    [InlineData("", 0, 1997, 50, "Titanic,The Godfather")]
    [InlineData("", 1998, 2008, 0, "")]
    [InlineData("Nothing", 0, 0, 0, "")]
    public async Task A_ranking_is_filtered_by_genre_and_years_of_release(string genre, int from, int to, int limit, string titles)
    {
        await using var host = await StartAsync();
        var response = await host.Kpis.GetKpiAsync(new() { Name = "highest_revenue", Genre = genre, YearFrom = from, YearTo = to, Limit = limit });
        Assert.Equal(titles, string.Join(",", response.Rows.Select(row => row.Values[1].StringValue)));
        Assert.All(response.Rows, row => Assert.Equal(response.Kpi.Columns.Count, row.Values.Count));
    }

    [Fact]
    public async Task Figures_come_to_the_dollar_and_what_is_unknown_is_null()
    {
        await using var host = await StartAsync();
        var rows = (await host.Kpis.GetKpiAsync(new() { Name = "highest_revenue", Limit = 50 })).Rows;
        Assert.Equal(2923.706026, rows[0].Values[2].NumberValue);
        Assert.True(rows[3].Values[2].HasNullValue);
    }

    [Theory]
    [InlineData(1995, 1999, "1990")]
    [InlineData(1985, 1995, "1980,1990")]
    [InlineData(2000, 0, "")]
    public async Task A_decade_belongs_to_the_years_that_it_touches(int from, int to, string decades)
    {
        await using var host = await StartAsync();
        var response = await host.Kpis.GetKpiAsync(new() { Name = "genre_share", YearFrom = from, YearTo = to });
        Assert.Equal(decades, string.Join(",", response.Rows.Select(row => row.Values[0].NumberValue)));
    }

    [Theory]
    [InlineData("2026-03-01", "Old")]
    [InlineData("2026-03-02", "Old")]
    [InlineData("2026-03-03", "Avatar")]
    [InlineData("2030-01-01", "Avatar")]
    public async Task A_KPI_is_seen_as_it_was_at_the_end_of_a_day(string day, string first)
    {
        await using var host = await StartAsync();
        Assert.Equal(first, (await host.Kpis.GetKpiAsync(new() { Name = "highest_revenue", Date = day })).Rows[0].Values[1].StringValue);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        await using var host = await StartAsync();
        await NotFoundAsync("KPI_NOT_FOUND", host.Kpis.GetKpiAsync(new() { Name = "nothing" }));
        await NotFoundAsync("KPI_NOT_FOUND", host.Kpis.GetKpiAsync(new() { Name = "dropped" }));
        await NotFoundAsync("NOT_COMPUTED", host.Kpis.GetKpiAsync(new() { Name = "highest_revenue", Date = "2026-02-28" }));
        await NotFoundAsync("CHART_NOT_FOUND", host.Kpis.GetChartAsync(new() { Name = "c" }));
        await NotFoundAsync("TABLE_NOT_FOUND", host.Kpis.GetLineageAsync(new() { Table = "gold/credits" }));
        await NotFoundAsync("NOT_COMPUTED", host.Kpis.GetQualityPageAsync(new() { Layer = "silver" }));
    }

    [Fact]
    public async Task Bad_fields_are_named()
    {
        await using var host = await StartAsync();
        await RefusedAsync(["name"], host.Kpis.GetKpiAsync(new()));
        await RefusedAsync(["name", "genre"], host.Kpis.GetKpiAsync(new() { Name = "\0", Genre = "a\0" }));
        await RefusedAsync(["date"], host.Kpis.GetKpiAsync(new() { Name = "highest_revenue", Date = "9999-12-31" }));
        await RefusedAsync(["limit", "year_from", "date"], host.Kpis.GetKpiAsync(new() { Name = "highest_revenue", YearFrom = 20204, Limit = -1, Date = "soon" }));
        await RefusedAsync(["year_to"], host.Kpis.GetKpiAsync(new() { Name = "highest_revenue", YearFrom = 2000, YearTo = 1990 }));
        await RefusedAsync(["limit"], host.Kpis.GetKpiAsync(new() { Name = "highest_revenue", Limit = 51 }));
        await RefusedAsync(["genre", "year_from"], host.Kpis.GetKpiAsync(new() { Name = "franchises", Genre = "Drama", YearFrom = 1990 }));
        await RefusedAsync(["width"], host.Kpis.GetChartAsync(new() { Name = "b", Width = 480 }));
        await RefusedAsync(["width"], host.Kpis.GetChartAsync(new() { Name = "b", Format = ChartFormat.Png, Theme = ChartTheme.Dark, Width = 481 }));
        await RefusedAsync(["width"], host.Kpis.GetChartAsync(new() { Name = "a", Format = ChartFormat.Png }));
        await RefusedAsync(["format", "theme"], host.Kpis.GetChartAsync(new() { Name = "b", Format = (ChartFormat)9, Theme = (ChartTheme)9 }));
        await RefusedAsync(["layer"], host.Kpis.GetQualityPageAsync(new() { Layer = "bronze" }));
        await RefusedAsync(["table"], host.Kpis.GetLineageAsync(new()));
        await RefusedAsync(["table"], host.Kpis.GetLineageAsync(new() { Table = "gold/\0" }));
    }

    [Fact]
    public async Task Charts_come_in_their_order_and_as_the_picture_that_was_asked_for()
    {
        await using var host = await StartAsync();
        var charts = (await host.Kpis.ListChartsAsync(new())).Charts;
        Assert.Equal(["b", "a"], charts.Select(chart => chart.Name));
        Assert.Equal([480, 960], charts[0].PngWidths);
        Assert.Empty(charts[1].PngWidths);

        var svg = await host.Kpis.GetChartAsync(new() { Name = "b" });
        Assert.Equal(("light", "image/svg+xml", "h1"), (svg.Content.ToStringUtf8(), svg.ContentType, svg.ContentHash));
        var png = await host.Kpis.GetChartAsync(new() { Name = "b", Format = ChartFormat.Png, Theme = ChartTheme.Dark });
        Assert.Equal(("png960", "image/png"), (png.Content.ToStringUtf8(), png.ContentType));
        Assert.Equal("png480", (await host.Kpis.GetChartAsync(new() { Name = "b", Format = ChartFormat.Png, Theme = ChartTheme.Dark, Width = 480 })).Content.ToStringUtf8());
    }

    [Fact]
    public async Task The_newest_report_of_a_layer_counts_and_what_does_not_hold_comes_first()
    {
        await using var host = await StartAsync();
        var report = Assert.Single((await host.Kpis.GetQualityAsync(new())).Reports);
        Assert.Equal(("gold", false), (report.Layer, report.Published));
        Assert.Equal(["does not", "holds"], report.Results.Select(result => result.Rule));
        Assert.Equal(2, report.Results[0].Offending);
        Assert.Equal("<h1>gold</h1>", (await host.Kpis.GetQualityPageAsync(new() { Layer = "gold" })).Html);
    }

    [Theory]
    [InlineData("gold/movies", "gold/movies 0,silver/credits 1,silver/movies 1,bronze 2,bronze/tmdb/ingestion_date=2026-03-02 3")]
    [InlineData("movies", "gold/movies 0,silver/credits 1,silver/movies 1,bronze 2,bronze/tmdb/ingestion_date=2026-03-02 3")]
    [InlineData("alone", "silver/alone 0,bronze 1,bronze/tmdb/ingestion_date=2026-03-02 2")]
    public async Task The_way_back_to_bronze_names_everything_once_nearest_first(string table, string nodes)
    {
        await using var host = await StartAsync();
        var lineage = (await host.Kpis.GetLineageAsync(new() { Table = table })).Nodes;
        Assert.Equal(nodes, string.Join(",", lineage.Select(node => $"{node.Name} {node.Depth}")));
        Assert.Equal((10L, 1L, ""), (lineage[^1].Rows, lineage[^1].Rejected, lineage[^1].RunId));
    }

    [Fact]
    public async Task Before_the_first_run_the_lists_are_empty()
    {
        await using var host = await AnalyticsHost.StartAsync();
        Assert.Empty((await host.Kpis.ListKpisAsync(new())).Kpis);
        Assert.Empty((await host.Kpis.ListChartsAsync(new())).Charts);
        Assert.Empty((await host.Kpis.GetQualityAsync(new())).Reports);
    }

    private static async Task<AnalyticsHost> StartAsync()
    {
        var host = await AnalyticsHost.StartAsync();
        await host.ExecuteAsync(Seed);
        return host;
    }

    private static async Task NotFoundAsync<T>(string reason, AsyncUnaryCall<T> call)
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync);
        Assert.Equal((StatusCode.NotFound, reason), (error.StatusCode, RpcStatus.ReasonOf(error)));
    }

    private static async Task RefusedAsync<T>(string[] fields, AsyncUnaryCall<T> call)
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync);
        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Equal(fields, RpcStatus.ViolationsOf(error).Select(violation => violation.Field));
    }
}
