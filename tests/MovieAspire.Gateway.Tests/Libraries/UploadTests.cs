using System.Net;
using System.Text;
using System.Text.Json;
using MovieAspire.Gateway.Tests.Hosting;
using static MovieAspire.Gateway.Tests.Libraries.LetterboxdFiles;

namespace MovieAspire.Gateway.Tests.Libraries;

[Collection(WholePlatformGroup.Name)]
public sealed class UploadTests(WholePlatformFixture platform)
{
    private readonly LibraryClient _client = new(platform.Gateway);

    [Fact]
    public async Task The_same_export_brings_nothing_and_a_newer_one_what_is_new()
    {
        var (id, token) = await _client.UploadAsync(("watched.csv", Watched), ("diary.csv", Diary));
        await _client.CompletedAsync(id);

        var again = (await _client.SendAsync($"/api/session/{id}/upload", token, ("watched.csv", Watched), ("diary.csv", Diary))).Json;
        Assert.All(again.GetProperty("counts").EnumerateArray(), count => Assert.Equal((0, 0), (count.GetProperty("added").GetInt32(), count.GetProperty("updated").GetInt32())));
        Assert.Equal("completed", again.GetProperty("status").GetString());

        var newer = (await _client.SendAsync(
            $"/api/session/{id}/upload", token, ("watched.csv", Watched + "\n2024-05-01,Parasite,2019,https://boxd.it/hTha\n"))).Json;
        Assert.Equal((1, 0, 4), CountsOf(newer, "watched"));
        Assert.Equal(5, (await _client.CompletedAsync(id)).GetProperty("total_movies").GetInt32());
    }

    [Fact]
    public async Task The_same_export_starts_an_analysis_that_failed_anew()
    {
        var (id, token) = await _client.UploadAsync(("watched.csv", Watched));
        await _client.CompletedAsync(id);
        await platform.Platform.FailLibraryAsync(id);

        await _client.SendAsync($"/api/session/{id}/upload", token, ("watched.csv", Watched));

        Assert.Equal("completed", (await _client.CompletedAsync(id)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_film_that_has_another_name_in_a_newer_export_is_the_same_film_and_a_review_that_was_changed_is_not_new()
    {
        const string reviews = """
            Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date
            2024-01-01,Inceptoin,2009,https://boxd.it/d1,4,,Fine.,,2023-12-30
            """;
        var watched = Watched.Replace("Inception,2010", "Inceptoin,2009", StringComparison.Ordinal);
        var (id, token) = await _client.UploadAsync(("watched.csv", watched), ("reviews.csv", reviews));
        await _client.CompletedAsync(id);

        var newer = (await _client.SendAsync(
            $"/api/session/{id}/upload", token, ("watched.csv", Watched),
            ("reviews.csv", reviews.Replace("Inceptoin,2009", "Inception,2010", StringComparison.Ordinal).Replace("Fine.", "Great.", StringComparison.Ordinal)))).Json;

        Assert.Equal((0, 1, 3), CountsOf(newer, "film"));
        Assert.Equal((0, 1, 0), CountsOf(newer, "review"));
        Assert.Equal(4, (await _client.CompletedAsync(id)).GetProperty("total_movies").GetInt32());
        var inception = Assert.Single((await _client.GetAsync($"/api/session/{id}/movies?title=inception")).Json.EnumerateArray());
        Assert.Equal((27205, "Great."), (inception.GetProperty("tmdb_id").GetInt32(), inception.GetProperty("review").GetString()));
    }

    [Fact]
    public async Task The_whole_archive_is_read_and_what_is_exported_can_be_imported_again()
    {
        var (id, _) = await _client.UploadAsync(("export.zip", Zip(("watched.csv", Watched), ("ratings.csv", Ratings), ("deleted/diary.csv", Diary), ("profile.csv", "Username\nx"))));
        await _client.CompletedAsync(id);

        var csv = await _client.GetAsync($"/api/session/{id}/export.csv");
        Assert.Equal("text/csv", csv.ContentHeaders.ContentType?.MediaType);
        var (again, _) = await _client.UploadAsync(("library.csv", Encoding.UTF8.GetString(csv.Bytes)));
        Assert.Equal(4, (await _client.GetAsync($"/api/session/{again}")).Json.GetProperty("total_movies").GetInt32());
        Assert.Equal(4, (await _client.GetAsync($"/api/session/{id}/export.json")).Json.GetProperty("movies").GetArrayLength());
    }

    [Fact]
    public async Task What_is_exported_has_each_viewing_and_a_rating_that_is_of_none()
    {
        var diary = Diary.Replace(",4.5,", ",,", StringComparison.Ordinal).Replace(",4,", ",,", StringComparison.Ordinal);
        var (id, _) = await _client.UploadAsync(("watched.csv", Watched), ("diary.csv", diary), ("ratings.csv", Ratings));
        await _client.CompletedAsync(id);

        var csv = Encoding.UTF8.GetString((await _client.GetAsync($"/api/session/{id}/export.csv")).Bytes);
        var (again, _) = await _client.UploadAsync(("library.csv", csv));
        var films = (await _client.GetAsync($"/api/session/{again}/movies?sort=title")).Json.EnumerateArray().ToList();

        Assert.Equal(4, films.Count);
        var inception = films.Single(film => film.GetProperty("title").GetString() == "Inception");
        Assert.Equal((2, 3.0), (inception.GetProperty("viewings").GetArrayLength(), inception.GetProperty("rating").GetDouble()));
        var matrix = films.Single(film => film.GetProperty("title").GetString() == "The Matrix");
        Assert.Equal((0, 5.0, "ratings"), (
            matrix.GetProperty("viewings").GetArrayLength(), matrix.GetProperty("rating").GetDouble(), matrix.GetProperty("rating_source").GetString()));
    }

    [Fact]
    public async Task The_files_of_an_unpacked_export_are_read_but_for_those_that_name_the_person()
    {
        var (id, _) = await _client.UploadAsync(("profile.csv", "Username,Given Name\nana,Ana"), ("watched.csv", Watched));

        Assert.Equal(4, (await _client.GetAsync($"/api/session/{id}")).Json.GetProperty("total_movies").GetInt32());
        (await _client.SendAsync("/api/upload", null, ("profile.csv", "Username,Given Name\nana,Ana"))).Problem(400);
    }

    [Theory]
    [InlineData("watched.csv", "")]
    [InlineData("diary.csv", "Name,Year\nInception,2010\n")]
    [InlineData("watched.csv", "Date,Year\n2024-01-01,2010\n")]
    [InlineData("export.zip", "PK no archive")]
    [InlineData("ratings.csv", "Date,Name,Year,Letterboxd URI,Rating\n2024-01-01,Inception,2010,https://boxd.it/1skk,9\n")]
    public async Task What_cannot_be_read_is_refused_with_the_file_named(string name, string content)
    {
        var problem = (await _client.SendAsync("/api/upload", null, (name, content))).Problem(400);

        Assert.Contains(name, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bomb_and_a_path_out_of_the_archive_are_refused()
    {
        (await _client.SendAsync("/api/upload", null, ("export.zip", Zip(("watched.csv", "Name,Year\n" + new string('a', 30_000_000)))))).Problem(400);
        (await _client.SendAsync("/api/upload", null, ("export.zip", Zip(("../watched.csv", Watched))))).Problem(400);
        (await _client.SendAsync("/api/upload", null, ("export.zip", Zip(("inner.zip", "PK"))))).Problem(400);
    }

    [Fact]
    public async Task One_bad_row_does_not_lose_the_others()
    {
        var reply = await _client.SendAsync("/api/upload", null, ("ratings.csv", Ratings + "\n2024-01-02,Alien,1979,https://boxd.it/2awY,7\n"));

        Assert.Equal(HttpStatusCode.Created, reply.Status);
        Assert.Equal((1, 4, "Rating"), (
            reply.Json.GetProperty("error_count").GetInt32(), reply.Json.GetProperty("errors")[0].GetProperty("line").GetInt32(),
            reply.Json.GetProperty("errors")[0].GetProperty("column").GetString()));
        Assert.Equal(2, reply.Json.GetProperty("total_movies").GetInt32());
    }

    [Fact]
    public async Task What_is_no_upload_is_refused()
    {
        (await platform.Gateway.PostAsync("/api/upload", "{}", "")).Problem(415);
        (await _client.GetAsync($"/api/session/{Guid.Empty}")).Problem(404);
        (await _client.GetAsync("/api/session/nonsense/status")).Refuses("id");
    }

    [Fact]
    public async Task One_client_sends_so_many_libraries_at_a_time()
    {
        await using var gateway = platform.Platform.StartGateway(new() { ["RateLimits:UploadsPerClient"] = "1" });
        var client = new LibraryClient(gateway);
        // As long as nothing is kept back on its way.
        using var slow = new SlowContent(Watched + new string('\n', 100_000));
        using var body = new MultipartFormDataContent { { slow, "files", "watched.csv" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/upload") { Content = body };

        var first = gateway.Client.SendAsync(request);
        await slow.Begun.WaitAsync(TimeSpan.FromSeconds(30));
        await Eventually.AnswersAsync(() => client.SendAsync("/api/upload", null, ("watched.csv", Watched)), reply => (int)reply.Status is 429);
        slow.End();

        Assert.Equal(HttpStatusCode.Created, (await first).StatusCode);
    }

    [Fact]
    public async Task One_client_sends_so_many_libraries_in_a_minute()
    {
        await using var gateway = platform.Platform.StartGateway(new() { ["RateLimits:UploadsPerMinute"] = "1" });
        var client = new LibraryClient(gateway);
        await Eventually.AnswersAsync(() => client.SendAsync("/api/upload", null, ("watched.csv", "nothing")), reply => (int)reply.Status is 429);

        Assert.Equal(HttpStatusCode.OK, (await gateway.GetAsync("/movies")).Status);
        using var page = await gateway.Client.PostAsync("/library", new MultipartFormDataContent { { new StringContent("x"), "files", "watched.csv" } });
        Assert.Equal(HttpStatusCode.TooManyRequests, page.StatusCode);
    }

    /// <summary>A file whose end does not come for as long as its sender likes.</summary>
    private sealed class SlowContent(string text) : HttpContent
    {
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Begun => _begun.Task;

        public void End() => _end.SetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(text));
            _begun.SetResult();
            await _end.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    private static (int Added, int Updated, int Unchanged) CountsOf(JsonElement upload, string kind)
    {
        var count = upload.GetProperty("counts").EnumerateArray().Single(count => count.GetProperty("kind").GetString() == kind);
        return (count.GetProperty("added").GetInt32(), count.GetProperty("updated").GetInt32(), count.GetProperty("unchanged").GetInt32());
    }
}
