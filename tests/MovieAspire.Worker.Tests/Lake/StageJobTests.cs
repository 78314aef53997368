using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using MovieAspire.Contracts.Pipeline.V1;
using MovieAspire.Lake.Bronze;
using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Tests.Lake;

public class StageJobTests
{
    private const string Current = "SELECT count(*) FROM analytics.kpi_versions WHERE valid_to IS NULL";

    [Fact]
    public async Task All_stages_run_in_order_and_the_services_have_what_they_found()
    {
        await using var system = await CollectedAsync();

        var run = await system.RunAsync("medallion");

        Assert.Equal((RunStatus.Succeeded, ""), (run.Status, run.ErrorMessage));
        Assert.True(await system.CountAsync(Current) >= 20);
        Assert.Equal(0, await system.CountAsync("""
            SELECT count(*) FROM analytics.kpi_versions v
            WHERE row_count <> (SELECT count(*) FROM analytics.kpi_rows r WHERE r.version_id = v.id)
               OR EXISTS (SELECT FROM analytics.kpi_rows r WHERE r.version_id = v.id AND jsonb_array_length(r."values") <> jsonb_array_length(v.columns))
            """));
        // The catalog is collected out of the same answers.
        Assert.Equal(1, await system.CountAsync($"""
            {RowsOf("highest_revenue")}, catalog.movies m
            WHERE r.position = 1 AND m.id = (r."values"->>1)::integer
              AND m.revenue = (SELECT max(revenue) FROM catalog.movies) AND m.revenue = (r."values"->>5)::numeric * 1000000
            """));
        // Thresholds are told as they are.
        Assert.NotEqual(0, await system.CountAsync("SELECT count(*) FROM analytics.kpi_versions WHERE meaning LIKE '%at least 10 votes%'"));
        Assert.Equal(0, await system.CountAsync("SELECT count(*) FROM analytics.kpi_versions WHERE meaning LIKE '%min\\_%' OR columns::text LIKE '%least min\\_%'"));
        // Two themes, each as SVG and in four widths as PNG. Those of franchises need more movies.
        var charts = await system.CountAsync("SELECT count(*) FROM analytics.charts");
        Assert.InRange(charts, 6, 10);
        Assert.Equal(charts * 2 * 5, await system.CountAsync("SELECT count(*) FROM analytics.chart_images WHERE octet_length(content) > 1000"));
        Assert.Equal(2, await system.CountAsync("SELECT count(*) FROM analytics.quality_reports WHERE published AND page LIKE '<!DOCTYPE html>%'"));
        Assert.Equal(60, await system.CountAsync("SELECT row_count FROM analytics.lineage WHERE name = 'silver/movies_curated' AND inputs = '{bronze}'"));
        Assert.Equal(1, await system.CountAsync("SELECT count(*) FROM analytics.lineage WHERE name = 'bronze/tmdb/ingestion_date=2026-03-10'"));
        Assert.Equal(charts, await system.CountAsync("SELECT count(*) FROM analytics.lineage WHERE layer = 'visualizations' AND cardinality(inputs) > 0"));
        Assert.Equal(1, await system.CountAsync("""
            SELECT count(*) FROM analytics.lineage WHERE name = 'visualizations/revenue_vs_budget' AND inputs = '{silver/movies_curated}' AND run_id = $1
            """, Guid.Parse(run.Id)));

        Assert.Equal(RunStatus.NoOp, (await system.RunAsync("medallion")).Status);
    }

    [Fact]
    public async Task Each_stage_runs_alone_one_after_the_other()
    {
        await using var system = await JobSystem.StartAsync(movies: 60);
        foreach (var stage in new[] { "ingest", "transform", "kpi", "visualize" })
            Assert.Equal((stage, RunStatus.Succeeded), (stage, (await system.RunAsync(stage)).Status));

        Assert.Equal(
            await system.CountAsync("SELECT count(*) FROM catalog.movies WHERE last_tmdb_update IS NOT NULL"),
            await system.CountAsync("SELECT row_count FROM analytics.lineage WHERE name = 'silver/movies_curated'"));
        Assert.True(await system.CountAsync("SELECT count(*) FROM analytics.charts") > 0);
        Assert.Equal(RunStatus.NoOp, (await system.RunAsync("medallion")).Status);
    }

    [Fact]
    public async Task What_OMDb_answered_shows_where_the_providers_disagree()
    {
        await using var system = await CollectedAsync();
        await system.RunAsync("omdb");

        await system.RunAsync("medallion");

        var rows = RowsOf("ratings_disagreement");
        var movies = await system.CountAsync(rows);
        Assert.InRange(movies, 1, 60);
        Assert.Equal(movies, await system.CountAsync($"""
            {rows} JOIN catalog.omdb_movies o ON o.movie_id = (r."values"->>1)::integer
            WHERE o.imdb_rating::numeric IS NOT DISTINCT FROM (r."values"->>7)::numeric
              AND o.rotten_tomatoes IS NOT DISTINCT FROM (r."values"->>8)::integer AND o.metacritic IS NOT DISTINCT FROM (r."values"->>9)::integer
            """));
    }

    [Fact]
    public async Task What_the_database_lost_comes_back_although_the_lake_has_nothing_to_do()
    {
        await using var system = await CollectedAsync();
        await system.RunAsync("medallion");
        var kpis = await system.CountAsync(Current);
        var charts = await system.CountAsync("SELECT count(*) FROM analytics.charts");
        await system.Data.ExecuteAsync("TRUNCATE analytics.kpi_versions, analytics.charts CASCADE");

        var run = await system.RunAsync("medallion");

        Assert.Equal(RunStatus.Succeeded, run.Status);
        Assert.Equal(kpis, await system.CountAsync(Current));
        Assert.Equal(charts, await system.CountAsync("SELECT count(*) FROM analytics.charts"));
    }

    [Fact]
    public async Task A_KPI_that_changes_keeps_its_past_for_a_while_and_then_one_version_a_month()
    {
        await using var system = await CollectedAsync();
        await system.RunAsync("medallion");
        await KeepAsync(system, "movie/1000001", """{"id":1000001,"title":"New","status":"Released","release_date":"2026-03-01","revenue":99999999999,"budget":1000000}""");
        system.Clock.Now = system.Clock.Now.AddDays(1);

        await system.RunAsync("medallion");

        Assert.Equal(2, await system.CountAsync("SELECT count(*) FROM analytics.kpi_versions WHERE name = 'highest_revenue'"));
        Assert.Equal(1, await system.CountAsync("""
            SELECT count(*) FROM analytics.kpi_versions old JOIN analytics.kpi_versions new USING (name)
            WHERE name = 'highest_revenue' AND old.valid_to = new.valid_from AND new.valid_to IS NULL AND old.row_count < new.row_count
            """));
        // Nothing of it changed.
        Assert.Equal(1, await system.CountAsync("SELECT count(*) FROM analytics.kpi_versions WHERE name = 'search_uma_thurman_quentin_tarantino'"));

        await system.Data.ExecuteAsync("""
            INSERT INTO analytics.kpi_versions (name, title, meaning, unit, kind, columns, filters, default_limit, max_limit, row_count, fingerprint, run_id, valid_from, valid_to)
            SELECT 'highest_revenue', '', '', '', '', '[]', '{}', 1, 1, 0, '', gen_random_uuid(), day, day + interval '1 day'
            FROM unnest(ARRAY['2023-01-05', '2026-01-05', '2026-01-20', '2026-03-05']::timestamptz[]) day
            """);
        await system.RunAsync("kpi");
        Assert.Equal(
            ["2026-01-20", "2026-03-05", "2026-03-10", "2026-03-11"],
            await ReadAsync(system, "SELECT to_char(valid_from AT TIME ZONE 'UTC', 'YYYY-MM-DD') FROM analytics.kpi_versions WHERE name = 'highest_revenue' ORDER BY valid_from"));
    }

    [Fact]
    public async Task A_stage_that_fails_stops_the_following_ones_names_the_partition_and_shows_in_health()
    {
        var readers = new Readers();
        await using var system = await CollectedAsync(readers);
        await system.RunAsync("medallion");
        var before = await ReadAsync(system, "SELECT name || fingerprint FROM analytics.kpi_versions ORDER BY 1");
        Assert.Equal(HealthStatus.Healthy, (await QualityAsync(system)).Status);
        system.Clock.Now = system.Clock.Now.AddDays(1);
        foreach (var id in Enumerable.Range(2000, 5))
            await KeepAsync(system, $"movie/{id}", FormattableString.Invariant($$"""{"id":{{id}},"title":"Bad","revenue":-1}"""));

        var run = await system.RunAsync("medallion");

        Assert.Equal(RunStatus.Failed, run.Status);
        // What the services keep of the report of before is old now.
        Assert.True(readers.LastRunChangedSomething);
        Assert.StartsWith("The stage transform failed. tmdb/ingestion_date=2026-03-11: 5 of 5 responses are rejected", run.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("line 1: revenue is below 0: -1", run.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal(before, await ReadAsync(system, "SELECT name || fingerprint FROM analytics.kpi_versions ORDER BY 1"));
        Assert.Equal(1, await system.CountAsync("SELECT count(*) FROM analytics.quality_reports WHERE layer = 'silver' AND NOT published"));
        Assert.Equal(1, await system.CountAsync("SELECT count(*) FROM analytics.quality_reports WHERE layer = 'gold'"));
        var health = await QualityAsync(system);
        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.Contains("silver was not published, the last good version is served: quarantine:", health.Description, StringComparison.Ordinal);
        Assert.Contains("tmdb/ingestion_date=2026-03-11", health.Description, StringComparison.Ordinal);

        // Enough good ones, and all is well.
        system.Clock.Now = system.Clock.Now.AddMinutes(1);
        foreach (var id in Enumerable.Range(3000, 30))
            await KeepAsync(system, $"movie/{id}", FormattableString.Invariant($$"""{"id":{{id}},"title":"Good","status":"Released","release_date":"2001-01-01"}"""));
        Assert.Equal(RunStatus.Succeeded, (await system.RunAsync("medallion")).Status);
        Assert.Equal(HealthStatus.Healthy, (await QualityAsync(system)).Status);
    }

    [Fact]
    public async Task Without_bronze_there_is_nothing_to_do_and_a_stage_alone_says_what_it_lacks()
    {
        await using var system = await JobSystem.StartAsync(movies: 5);

        Assert.Equal(RunStatus.NoOp, (await system.RunAsync("medallion")).Status);
        var kpi = await system.RunAsync("kpi");
        Assert.Equal((RunStatus.Failed, "The stage kpi failed. There is no silver yet: run the stage transform first."), (kpi.Status, kpi.ErrorMessage));
    }

    [Fact]
    public async Task A_full_update_ends_with_the_lake_over_what_it_fetched_itself()
    {
        await using var system = await JobSystem.StartAsync(movies: 60);

        var run = await system.RunAsync("full");

        Assert.Equal((RunStatus.Succeeded, ""), (run.Status, run.ErrorMessage));
        Assert.Equal(
            await system.CountAsync("SELECT count(*) FROM catalog.movies WHERE last_tmdb_update IS NOT NULL"),
            await system.CountAsync("SELECT row_count FROM analytics.lineage WHERE name = 'silver/movies_curated'"));
        Assert.InRange(await system.CountAsync("SELECT count(*) FROM analytics.charts"), 6, 10);
    }

    [Fact]
    public async Task Small_files_of_past_days_are_merged_and_the_way_back_to_bronze_is_told_anew()
    {
        var readers = new Readers();
        await using var system = await CollectedAsync(readers);
        await system.RunAsync("medallion");
        await KeepAsync(system, "movie/3000", """{"id":3000,"title":"Late","status":"Released","release_date":"2001-01-01"}""");
        await system.RunAsync("medallion");
        system.Clock.Now = system.Clock.Now.AddDays(1);
        await system.Data.ExecuteAsync("DELETE FROM analytics.lineage");

        Assert.Equal(RunStatus.Succeeded, (await system.RunAsync("compact-lake")).Status);
        Assert.Equal(RunStatus.NoOp, (await system.RunAsync("medallion")).Status);
        Assert.Equal(RunStatus.Succeeded, (await system.RunAsync("lineage", ("table", "gold/highest_revenue"))).Status);
        Assert.Equal(61, await system.CountAsync("SELECT row_count FROM analytics.lineage WHERE name = 'bronze'"));
        Assert.True(readers.LastRunChangedSomething);
        var unknown = await system.RunAsync("lineage", ("table", "gold/nothing"));
        Assert.StartsWith("There is no table gold/nothing in the lake. There are: ", unknown.ErrorMessage, StringComparison.Ordinal);
    }

    // Materialized: where these values are numbers, those of other KPIs are texts.
    private static string RowsOf(string kpi) => $"""
        WITH r AS MATERIALIZED (
            SELECT row.position, row."values" FROM analytics.kpi_rows row JOIN analytics.kpi_versions v ON v.id = row.version_id
            WHERE v.name = '{kpi}' AND v.valid_to IS NULL)
        SELECT count(*) FROM r
        """;

    private static async Task<JobSystem> CollectedAsync(IRunFollowUp? followUp = null)
    {
        var system = await JobSystem.StartAsync(movies: 60, followUp: followUp);
        await system.RunAsync("bootstrap");
        await system.RunAsync("enrich");
        return system;
    }

    private static async Task KeepAsync(JobSystem system, string request, string body)
    {
        await using var writer = system.Worker.Services.GetRequiredService<BronzeLake>().OpenWriter(Guid.NewGuid());
        await writer.WriteAsync(new("tmdb", request, 200, system.Clock.Now, Encoding.UTF8.GetBytes(body)), CancellationToken.None);
    }

    private static async Task<HealthReportEntry> QualityAsync(JobSystem system) =>
        (await system.Worker.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Name == "quality")).Entries["quality"];

    private static async Task<List<string>> ReadAsync(JobSystem system, string sql)
    {
#pragma warning disable CA2100 // constants of the tests
        await using var command = system.Data.CreateCommand(sql);
#pragma warning restore CA2100
        var values = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            values.Add(reader.GetString(0));
        return values;
    }
}
