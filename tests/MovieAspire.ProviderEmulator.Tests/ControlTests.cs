using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace MovieAspire.ProviderEmulator.Tests;

public sealed class ControlTests : EmulatorFixture
{
    private protected override EmulatorOptions Options => new() { RequestsPerSecond = 10, OmdbDailyLimit = 3 };

    [Fact]
    public async Task Beyond_the_rate_the_answer_is_429_with_retry_after_and_code_25()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 15).Select(_ => TmdbAsync("configuration")));

        var refused = answers.Where(answer => answer.Status == HttpStatusCode.TooManyRequests).ToList();
        Assert.Equal(5, refused.Count);
        Assert.All(refused, answer => Assert.Equal(25, (int)answer.Body["status_code"]!));
        var seen = Emulator.Statistics.Snapshot();
        Assert.Equal(15, seen.Tmdb.MaxPerSecond);
        Assert.Equal(5, seen.Tmdb.TooManyRequests);
        Assert.Equal(15, seen.Endpoints["/3/configuration"]);
    }

    [Fact]
    public async Task Statistics_count_the_fetches_of_each_movie_until_the_reset()
    {
        await TmdbAsync("movie/603");
        await TmdbAsync("movie/603");
        var statistics = await Http.GetStringAsync(new Uri(Emulator.TmdbBaseUrl, "/_emulator/stats"));
        Assert.Equal(2, (int)JsonNode.Parse(statistics)!["movie_fetches"]!["603"]!);
        Assert.Equal(2, (int)JsonNode.Parse(statistics)!["endpoints"]!["/3/movie/{id}"]!);

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync("reset"));
        Assert.Equal(0, Emulator.Statistics.Snapshot().Tmdb.Requests);
    }

    [Fact]
    public async Task A_merged_movie_is_gone_everywhere_until_it_is_restored()
    {
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync("movies/603/merge", """{"into":11}"""));

        Assert.Equal(HttpStatusCode.NotFound, (await TmdbAsync("movie/603")).Status);
        Assert.Empty((await TmdbAsync("search/movie?query=the%20matrix&primary_release_year=1999")).Body["results"]!.AsArray());
        Assert.DoesNotContain("\"id\":603,", await ExportAsync(), StringComparison.Ordinal);
        Assert.Equal([11, 603], (await TmdbAsync("movie/changes")).Body["results"]!.AsArray().Select(change => (int)change!["id"]!));
        Assert.Contains("The Matrix", (await TmdbAsync("movie/11/alternative_titles")).Body.ToString(), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync("movies/603/restore"));
        Assert.Equal(HttpStatusCode.OK, (await TmdbAsync("movie/603")).Status);
        Assert.Contains("\"id\":603,", await ExportAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_movie_differs()
    {
        var before = (await TmdbAsync("movie/603")).Body;
        await PostAsync("movies/603/change");

        Assert.NotEqual((string)before["overview"]!, (string)(await TmdbAsync("movie/603")).Body["overview"]!);
    }

    [Theory]
    [InlineData("movies/999999999/vanish", "", HttpStatusCode.NotFound)]
    [InlineData("movies/603/merge", """{"into":603}""", HttpStatusCode.BadRequest)]
    [InlineData("faults", """{"tmdb":{"dropped_share":2}}""", HttpStatusCode.BadRequest)]
    [InlineData("faults", """{"nonsense":1}""", HttpStatusCode.BadRequest)]
    [InlineData("faults", """{"tmdb":{"latency":"00:00:01","retry_after":null}}""", HttpStatusCode.OK)]
    public async Task Control_refuses_what_makes_no_sense(string path, string json, HttpStatusCode status) =>
        Assert.Equal(status, await PostAsync(path, json));

    [Fact]
    public async Task The_same_seed_makes_the_same_requests_fail()
    {
        await using var first = await EmulatorServer.StartAsync(new() { RequestsPerSecond = 0 });
        await using var second = await EmulatorServer.StartAsync(new() { RequestsPerSecond = 0 });
        first.Faults = second.Faults = new() { Seed = 7, Tmdb = new() { ServerErrorShare = 0.5 } };

        var statuses = await StatusesAsync(first);
        Assert.Equal(statuses, await StatusesAsync(second));
        Assert.InRange(statuses.Count(status => status >= 500), 5, 35);
    }

    [Fact]
    public async Task Omdb_says_when_its_day_is_over_and_whose_key_is_wrong()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await OmdbAsync("?i=tt0133093&apikey=wrong")).Status);
        Assert.Contains("Incorrect IMDb ID.", (await OmdbAsync("?i=abc&apikey=emulator")).Body, StringComparison.Ordinal);
        Assert.Contains("\"Response\":\"False\"", (await OmdbAsync("?i=tt9999999&apikey=emulator")).Body, StringComparison.Ordinal);
        Assert.Contains("\"imdbVotes\":\"", (await OmdbAsync("?i=tt0133093&apikey=emulator")).Body, StringComparison.Ordinal);

        var (status, body) = await OmdbAsync("?i=tt0133093&apikey=emulator");
        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Equal("""{"Response":"False","Error":"Request limit reached!"}""", body);
    }

    private async Task<List<int>> StatusesAsync(EmulatorServer server)
    {
        var statuses = new List<int>();
        for (var page = 1; page <= 40; page++)
        {
            using var response = await Http.GetAsync(new Uri(server.TmdbBaseUrl, $"movie/popular?page={page}&api_key=emulator"));
            statuses.Add((int)response.StatusCode);
        }

        return statuses;
    }

    private async Task<string> ExportAsync()
    {
        var yesterday = TimeProvider.System.GetUtcNow().AddDays(-1);
        await using var body = await Http.GetStreamAsync(new Uri(Emulator.ExportBaseUrl, FormattableString.Invariant($"movie_ids_{yesterday:MM_dd_yyyy}.json.gz")));
        using var reader = new StreamReader(new GZipStream(body, CompressionMode.Decompress));
        return await reader.ReadToEndAsync();
    }
}
