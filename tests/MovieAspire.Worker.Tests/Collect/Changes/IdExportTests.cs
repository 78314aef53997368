using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using MovieAspire.Contracts.Pipeline.V1;
using MovieAspire.Testing;
using MovieAspire.Worker.Collect.Changes;
using Npgsql;

namespace MovieAspire.Worker.Tests.Collect.Changes;

public class IdExportTests
{
    [Fact]
    public void An_empty_export_is_refused_even_for_an_empty_catalog() =>
        Assert.NotNull(IdExport.ReasonToRefuse(new(0, 0, 0, 0, 0), 0, 0.2));

    [Fact]
    public void An_export_may_lack_exactly_the_share_that_the_setting_allows()
    {
        Assert.Null(IdExport.ReasonToRefuse(new(80, 100, 0, 0, 20), 0, 0.2));
        Assert.Contains("21 of 100", IdExport.ReasonToRefuse(new(79, 100, 0, 0, 21), 0, 0.2), StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_export_brings_only_new_movies() => Assert.Null(IdExport.ReasonToRefuse(new(5, 0, 5, 0, 0), 0, 0.2));

    [Fact]
    public void An_export_may_have_one_broken_line_in_a_hundred()
    {
        Assert.Null(IdExport.ReasonToRefuse(new(200, 0, 200, 0, 0), 2, 0.2));
        Assert.Contains(
            "3 broken lines beside 200", IdExport.ReasonToRefuse(new(200, 0, 200, 0, 0), 3, 0.2), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_counts_each_movie_of_the_export_once()
    {
        await using var system = await JobSystem.StartAsync(movies: 30);

        var run = await system.RunAsync("bootstrap");

        Assert.Equal((30, 30), (run.Sources.Single(source => source.Source == "id-export").Fetched, run.Progress.Done));
    }

    [Fact]
    public async Task A_run_refuses_an_export_with_too_many_broken_lines_and_adds_nothing()
    {
        var builder = WebApplication.CreateSlimBuilder();
        // The worker's own appsettings.json lies beside the tests.
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var files = builder.Build();
        files.MapGet("{**path}", () => TypedResults.Bytes(Compressed(movies: 100, brokenLines: 2), "application/gzip"));
        await files.StartAsync();
        var database = await PostgresServer.CreateDatabaseAsync();
        await using var worker = await TestWorker.StartAsync(
            database, new("http://127.0.0.1:9/3/"), settings: new() { ["Tmdb:ExportBaseUrl"] = $"{files.Urls.First()}/" });

        var run = await worker.RunAsync("bootstrap");

        Assert.True(run.Status is RunStatus.Failed, run.ToString());
        Assert.Equal("The id export has 2 broken lines beside 100 movies.", run.ErrorMessage);
        await using var dataSource = NpgsqlDataSource.Create(database);
        await using var command = dataSource.CreateCommand("SELECT count(*) FROM catalog.movies");
        Assert.Equal(0L, await command.ExecuteScalarAsync());
    }

    private static byte[] Compressed(int movies, int brokenLines)
    {
        using var file = new MemoryStream();
        using (var gzip = new GZipStream(file, CompressionLevel.Fastest))
        using (var writer = new StreamWriter(gzip))
        {
            for (var id = 1; id <= movies; id++)
                writer.WriteLine($$"""{"adult":false,"id":{{id}},"original_title":"Movie {{id}}","popularity":1.5,"video":false}""");
            for (var line = 0; line < brokenLines; line++)
                writer.WriteLine("{\"id\": ");
        }

        return file.ToArray();
    }
}
