using System.Text.Json;
using MovieAspire.Lake.Inspection;
using MovieAspire.Lake.Storage;

namespace MovieAspire.Lake.Tests;

public sealed class InspectionTests : IAsyncLifetime, IDisposable
{
    private readonly TestLake _lake = new();

    public async Task InitializeAsync()
    {
        _lake.AddLines("tmdb", TestLake.Now, [TestLake.Movie(1, movie => movie["title"] = "A \"quoted\", long title"), TestLake.Movie(2)]);
        await _lake.TransformAsync();
        await _lake.KpiAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _lake.Dispose();

    [Fact]
    public async Task Silver_gold_and_bronze_are_there_by_name()
    {
        Assert.Equal("2", await _lake.OneAsync("SELECT count(*) FROM movies_curated"));
        Assert.Equal("2", await _lake.OneAsync("FROM highest_revenue SELECT movie_id WHERE rank = 1"));
        Assert.Equal("tmdb,2026-03-10,2", await _lake.OneAsync("SELECT provider, ingestion_date, count(*) FROM bronze GROUP BY ALL"));
        Assert.Contains("movies_curated", string.Join(' ', await _lake.RowsAsync("SHOW TABLES")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ResultFormat.Csv, "movie_id,title\r\n1,\"A \"\"quoted\"\", long title\"\r\n2,Movie 2\r\n")]
    [InlineData(ResultFormat.Table, "movie_id | title\n---------+-----------------------\n1        | A \"quoted\", long title\n2        | Movie 2\n(2 rows)\n")]
    public async Task Rows_are_written_as_asked_for(ResultFormat format, string expected)
    {
        var output = new StringWriter { NewLine = "\n" };
        await Ask("SELECT movie_id, title FROM movies_curated ORDER BY movie_id;", format, output);
        Assert.Equal(expected, output.ToString());
    }

    [Fact]
    public async Task Json_is_an_array_of_objects()
    {
        var output = new StringWriter();
        await Ask("SELECT movie_id, title, budget_musd FROM movies_curated ORDER BY movie_id", ResultFormat.Json, output);
        using var rows = JsonDocument.Parse(output.ToString());
        Assert.Equal("A \"quoted\", long title", rows.RootElement[0].GetProperty("title").GetString());
        Assert.Equal(20m, rows.RootElement[1].GetProperty("budget_musd").GetDecimal());
    }

    [Theory]
    [InlineData("DROP VIEW movies_curated", "Only queries")]
    [InlineData("COPY movies_curated TO 'x.csv'", "Only queries")]
    [InlineData("SELECT 1; COPY (SELECT 1) TO 'x.csv'", "Only queries")]
    [InlineData("SELECT 1; SELECT 2", "One query")]
    [InlineData("SELECT 1) TO 'x.csv' --", "syntax error")]
    [InlineData("SET threads = 1", "Only queries")]
    [InlineData("ATTACH 'x.db'", "Only queries")]
    [InlineData("SELECT * FROM read_text('/etc/passwd')", "Permission")]
    [InlineData("SELECT * FROM '/etc/passwd'", "")]
    [InlineData("SELEC 1", "syntax error")]
    [InlineData("SELECT nothing FROM movies_curated", "nothing")]
    public async Task Whatever_is_no_query_to_the_lake_is_refused_with_the_reason(string sql, string reason)
    {
        var error = await Assert.ThrowsAsync<InspectionException>(() => Ask(sql, ResultFormat.Csv, TextWriter.Null));
        Assert.Contains(reason, error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("2", await _lake.OneAsync("SELECT count(*) FROM movies_curated"));
    }

    [Fact]
    public async Task A_query_that_takes_too_long_is_stopped()
    {
        var error = await Assert.ThrowsAsync<InspectionException>(() => _lake.Get<LakeInspection>().QueryAsync(
            "SELECT count(*) FROM range(100000000) a, range(100000000) b WHERE a.range * b.range % 7 = 3", ResultFormat.Csv, TextWriter.Null,
            TimeSpan.FromMilliseconds(500), CancellationToken.None));
        Assert.Contains("took longer than 0.5 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_s_lineage_leads_back_to_bronze()
    {
        var steps = _lake.Get<LineageTrace>().Of("gold/top_directors");
        Assert.Equal("gold/top_directors", steps[0].Name);
        Assert.Equal(["silver/credits", "silver/movies_curated", "silver/people"], steps.Where(step => step.Depth == 1).Select(step => step.Name));
        Assert.Contains(steps, step => step.Name == "bronze/tmdb/ingestion_date=2026-03-10" && step.Detail.StartsWith("2 responses, 0 rejected", StringComparison.Ordinal));
        Assert.Contains("gold/highest_revenue", Assert.Throws<LakeException>(() => _lake.Get<LineageTrace>().Of("gold/nothing")).Message, StringComparison.Ordinal);
    }

    private Task<long> Ask(string sql, ResultFormat format, TextWriter output) =>
        _lake.Get<LakeInspection>().QueryAsync(sql, format, output, TimeSpan.FromSeconds(30), CancellationToken.None);
}
