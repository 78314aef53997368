using System.Text;
using DuckDB.NET.Data;
using MovieAspire.Gateway.Tests.Hosting;

namespace MovieAspire.Gateway.Tests.Kpis;

[Collection(PlatformGroup.Name)]
public class KpiTests(Platform platform)
{
    private const string Path = "/analytics/kpis/highest_revenue";
    private const string Parquet = "application/vnd.apache.parquet";

    [Fact]
    public async Task The_list_says_what_each_KPI_means_and_takes()
    {
        var kpi = Assert.Single((await platform.Gateway.GetAsync("/analytics/kpis")).Json.EnumerateArray());
        Assert.Equal("million USD", kpi.GetProperty("unit").GetString());
        Assert.Equal("""{"name":"revenue_musd","type":"DECIMAL(18,6)","unit":"million USD","meaning":"in cinemas"}""", kpi.GetProperty("columns")[6].GetRawText());
        Assert.Equal("2025-01-02T04:30:00Z", kpi.GetProperty("computed_at").GetString());
        Assert.Equal("2025-01-02", kpi.GetProperty("computed_on").GetString());
    }

    [Fact]
    public async Task Rows_are_objects_with_the_columns_of_the_KPI_and_its_own_limit()
    {
        var reply = await platform.Gateway.GetAsync(Path);
        var rows = reply.Json.GetProperty("rows");
        Assert.Equal(
            ("highest_revenue", "million USD", "2025-01-02"),
            (reply.Json.GetProperty("name").GetString(), reply.Json.GetProperty("unit").GetString(), reply.Json.GetProperty("computed_on").GetString()));
        Assert.Equal(
            """{"rank":1,"title":"Amélie, \u0022the one\u0022","released":"1969-12-31","is_hit":true,"rating":7.891,"ratio":0.1,"revenue_musd":2923.706026,"total_musd":-123456789.654321}""",
            rows[0].GetRawText());
        Assert.Equal(5, rows.GetArrayLength());
        Assert.Equal("Accept", reply.Header("Vary"));
        Assert.Equal([2, 4], (await platform.Gateway.GetAsync($"{Path}?genre=Drama&year_to=2004")).Json.GetProperty("rows").EnumerateArray()
            .Select(row => row.GetProperty("rank").GetInt32()));
    }

    [Fact]
    public async Task CSV_quotes_what_needs_it()
    {
        var reply = await platform.Gateway.GetAsync($"{Path}?limit=2", ("Accept", "text/csv"));
        Assert.Equal("text/csv", reply.ContentHeaders.ContentType!.MediaType);
        Assert.Equal("highest_revenue.csv", reply.ContentHeaders.ContentDisposition!.FileName!.Trim('"'));
        Assert.Equal(
            "rank,title,released,is_hit,rating,ratio,revenue_musd,total_musd\r\n"
            + "1,\"Amélie, \"\"the one\"\"\",1969-12-31,true,7.891,0.1,2923.706026,-123456789.654321\r\n2,Movie 2,,false,,1,2,\r\n",
            Encoding.UTF8.GetString(reply.Bytes));
    }

    [Fact]
    public async Task CSV_writes_a_single_dollar_with_all_its_noughts()
    {
        var reply = await platform.Gateway.GetAsync($"{Path}?limit=12", ("Accept", "text/csv"));
        Assert.EndsWith("\r\n12,Movie 12,,true,,6,0.000001,\r\n", Encoding.UTF8.GetString(reply.Bytes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 5)]
    [InlineData("?limit=12", 12)]
    [InlineData("?genre=Nothing", 0)]
    public async Task Parquet_is_read_by_DuckDB_with_types_and_all_decimals(string query, int rows)
    {
        var reply = await platform.Gateway.GetAsync(Path + query, ("Accept", Parquet));
        Assert.Equal(Parquet, reply.ContentHeaders.ContentType!.MediaType);
        var file = System.IO.Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, reply.Bytes);
            Assert.Equal(
                ["BIGINT", "VARCHAR", "DATE", "BOOLEAN", "DECIMAL(5,3)", "DOUBLE", "DECIMAL(18,6)", "DECIMAL(38,6)"],
                Read($"SELECT column_type FROM (DESCRIBE FROM read_parquet('{file}'))"));
            Assert.Equal(rows, Read($"SELECT rank FROM read_parquet('{file}')").Count);
            if (rows > 0)
            {
                Assert.Equal(
                    ["1;Amélie, \"the one\";1969-12-31;true;7.891;0.1;2923.706026;-123456789.654321", "2;Movie 2;-;false;-;1.0;2.000000;-", "3;Movie 3;-;true;-;1.5;3.000000;-"],
                    Read($"SELECT concat_ws(';', rank, title, coalesce(released::VARCHAR, '-'), is_hit, coalesce(rating::VARCHAR, '-'), ratio, revenue_musd, coalesce(total_musd::VARCHAR, '-')) FROM read_parquet('{file}') LIMIT 3"));
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("*/*", "application/json")]
    [InlineData("text/*", "text/csv")]
    [InlineData("text/csv;q=0.5, application/json;q=0.4", "text/csv")]
    [InlineData("application/json;q=0.2, */*;q=0.9", "text/csv")]
    [InlineData("text/html, application/xhtml+xml, */*;q=0.8", "application/json")]
    [InlineData(Parquet + ", application/json;q=0.1", Parquet)]
    public async Task The_format_is_the_one_that_the_caller_likes_best(string accept, string type) =>
        Assert.Equal(type, (await platform.Gateway.GetAsync(Path, ("Accept", accept))).ContentHeaders.ContentType!.MediaType);

    [Fact]
    public async Task What_is_no_format_of_it_is_406() =>
        (await platform.Gateway.GetAsync(Path, ("Accept", "application/xml, text/csv;q=0"))).Problem(406);

    [Fact]
    public async Task A_caller_who_has_it_gets_304_in_each_format()
    {
        foreach (var accept in new[] { "application/json", "text/csv", Parquet })
        {
            var first = await platform.Gateway.GetAsync(Path, ("Accept", accept));
            var second = await platform.Gateway.GetAsync(Path, ("Accept", accept), ("If-None-Match", first.Header("ETag")!));
            Assert.Equal(304, (int)second.Status);
        }
    }

    [Theory]
    [InlineData("?limit=51", "limit")]
    [InlineData("?limit=0", "limit")]
    [InlineData("?year_from=20204", "year_from")]
    [InlineData("?year_from=2000&year_to=1999", "year_to")]
    [InlineData("?date=yesterday", "date")]
    [InlineData("?date=9999-12-31", "date")]
    [InlineData("?genres=Drama", "genres")]
    public async Task Bad_parameters_are_named(string query, string field) => (await platform.Gateway.GetAsync(Path + query)).Refuses(field);

    [Fact]
    public async Task Unknown_names_and_days_before_the_first_computation_are_404()
    {
        (await platform.Gateway.GetAsync("/analytics/kpis/nothing")).Problem(404);
        Assert.Equal("NOT_COMPUTED", (await platform.Gateway.GetAsync($"{Path}?date=2025-01-01")).Problem(404).GetProperty("reason").GetString());
        Assert.Equal(200, (int)(await platform.Gateway.GetAsync($"{Path}?date=2025-01-02")).Status);
    }

    private static List<string> Read(string sql)
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // constants of the tests
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var values = new List<string>();
        while (reader.Read())
            values.Add(reader.GetValue(0).ToString()!);
        return values;
    }
}
