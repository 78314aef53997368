using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using MovieAspire.Gateway.Tests.Hosting;

namespace MovieAspire.Gateway.Tests.Libraries;

[Collection(WholePlatformGroup.Name)]
public sealed class LibraryTests(WholePlatformFixture platform)
{
    private const string Owner = "X-Owner-Token";

    private const string Watched = """
        Date,Name,Year,Letterboxd URI
        2024-01-01,Inception,2010,https://boxd.it/1skk
        2024-01-02,The Matrix,1999,https://boxd.it/2a1m
        2024-01-03,It,1990,https://boxd.it/aaaa
        2024-01-04,A Film That Nobody Made,2001,https://boxd.it/bbbb
        """;

    private const string Diary = """
        Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date
        2024-01-01,Inception,2010,https://boxd.it/d1,4,,,2023-12-30
        2024-03-01,Inception,2010,https://boxd.it/d2,4.5,Yes,"cinema, imax",2024-02-28
        """;

    private const string Ratings = """
        Date,Name,Year,Letterboxd URI,Rating
        2024-01-01,Inception,2010,https://boxd.it/1skk,3
        2024-01-02,The Matrix,1999,https://boxd.it/2a1m,5
        """;

    [Fact]
    public async Task An_export_becomes_a_library_that_is_enriched_and_analysed()
    {
        var (id, _) = await UploadAsync(("watched.csv", Watched), ("diary.csv", Diary), ("ratings.csv", Ratings));

        var done = await CompletedAsync(id);
        Assert.Equal((4, 4, 100.0), (done.GetProperty("total_movies").GetInt32(), done.GetProperty("enriched_count").GetInt32(), done.GetProperty("progress_percent").GetDouble()));

        var movies = await GetAsync($"/api/session/{id}/movies?sort=title");
        Assert.Equal("4", movies.Header("X-Total-Count"));
        var inception = movies.Json.EnumerateArray().Single(movie => movie.GetProperty("title").GetString() == "Inception");
        Assert.True(inception.GetProperty("tmdb_enriched").GetBoolean());
        Assert.Equal((27205, 4.5, "diary"), (inception.GetProperty("tmdb_id").GetInt32(), inception.GetProperty("rating").GetDouble(), inception.GetProperty("rating_source").GetString()));
        Assert.Equal("Christopher Nolan", inception.GetProperty("directors")[0].GetString());
        Assert.Equal(2, inception.GetProperty("viewings").GetArrayLength());
        Assert.Equal("2024-02-28", inception.GetProperty("watched_date").GetString());

        var series = (await GetAsync($"/api/session/{id}/matches?state=series")).Json;
        Assert.Equal("It", series[0].GetProperty("title").GetString());
        Assert.Contains("A Film That Nobody Made", Encoding.UTF8.GetString((await GetAsync($"/api/session/{id}/unmatched.csv")).Bytes), StringComparison.Ordinal);

        var skipped = await GetAsync($"/api/session/{id}/movies?sort=title&skip=1&limit=2");
        var rest = await GetAsync(skipped.Next!);
        Assert.Equal(
            movies.Json.EnumerateArray().Skip(1).Select(movie => movie.GetProperty("title").GetString()),
            skipped.Json.EnumerateArray().Concat(rest.Json.EnumerateArray()).Select(movie => movie.GetProperty("title").GetString()));

        var stats = (await GetAsync($"/api/session/{id}/stats")).Json;
        Assert.Equal(2, stats.GetProperty("totals").GetProperty("films").GetInt32());
        Assert.Equal(1, stats.GetProperty("rewatches").GetProperty("rewatches").GetInt32());
        Assert.Equal(1, (await GetAsync($"/api/session/{id}/year/2024")).Json.GetProperty("viewings").GetInt32());
        (await GetAsync($"/api/session/{id}/year/1950")).Problem(404);
        Assert.Equal("popular", (await GetAsync($"/api/session/{id}/recommendations")).Json.GetProperty("basis").GetString());
    }

    [Fact]
    public async Task The_same_export_brings_nothing_and_a_newer_one_what_is_new()
    {
        var (id, token) = await UploadAsync(("watched.csv", Watched), ("diary.csv", Diary));
        await CompletedAsync(id);

        var again = (await SendAsync($"/api/session/{id}/upload", token, ("watched.csv", Watched), ("diary.csv", Diary))).Json;
        Assert.All(again.GetProperty("counts").EnumerateArray(), count => Assert.Equal((0, 0), (count.GetProperty("added").GetInt32(), count.GetProperty("updated").GetInt32())));
        Assert.Equal("completed", again.GetProperty("status").GetString());

        var newer = (await SendAsync(
            $"/api/session/{id}/upload", token, ("watched.csv", Watched + "\n2024-05-01,Parasite,2019,https://boxd.it/hTha\n"))).Json;
        Assert.Equal((1, 0, 4), CountsOf(newer, "watched"));
        Assert.Equal(5, (await CompletedAsync(id)).GetProperty("total_movies").GetInt32());
    }

    [Fact]
    public async Task A_film_that_has_another_name_in_a_newer_export_is_the_same_film_and_a_review_that_was_changed_is_not_new()
    {
        const string reviews = """
            Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date
            2024-01-01,Inceptoin,2009,https://boxd.it/d1,4,,Fine.,,2023-12-30
            """;
        var watched = Watched.Replace("Inception,2010", "Inceptoin,2009", StringComparison.Ordinal);
        var (id, token) = await UploadAsync(("watched.csv", watched), ("reviews.csv", reviews));
        await CompletedAsync(id);

        var newer = (await SendAsync(
            $"/api/session/{id}/upload", token, ("watched.csv", Watched),
            ("reviews.csv", reviews.Replace("Inceptoin,2009", "Inception,2010", StringComparison.Ordinal).Replace("Fine.", "Great.", StringComparison.Ordinal)))).Json;

        Assert.Equal((0, 1, 3), CountsOf(newer, "film"));
        Assert.Equal((0, 1, 0), CountsOf(newer, "review"));
        Assert.Equal(4, (await CompletedAsync(id)).GetProperty("total_movies").GetInt32());
        var inception = Assert.Single((await GetAsync($"/api/session/{id}/movies?title=inception")).Json.EnumerateArray());
        Assert.Equal((27205, "Great."), (inception.GetProperty("tmdb_id").GetInt32(), inception.GetProperty("review").GetString()));
    }

    [Fact]
    public async Task A_person_decides_what_a_film_is_and_only_the_owner_may()
    {
        var (id, token) = await UploadAsync(("watched.csv", Watched));
        await CompletedAsync(id);
        var entry = (await GetAsync($"/api/session/{id}/matches?state=unmatched")).Json[0].GetProperty("entry").GetInt64();
        var address = $"/api/session/{id}/matches/{entry}";

        (await PostAsync(address, """{"tmdb_id": 603}""", null)).Problem(401);
        (await PostAsync(address, """{"tmdb_id": 603}""", "another")).Problem(403);
        (await PostAsync(address, "{}", token)).Refuses("tmdb_id");
        var match = (await PostAsync(address, """{"tmdb_id": 603}""", token)).Json;
        Assert.Equal(("matched", "choice"), (match.GetProperty("state").GetString(), match.GetProperty("method").GetString()));
        await CompletedAsync(id);
        Assert.Equal("0", (await GetAsync($"/api/session/{id}/matches?state=unmatched")).Header("X-Total-Count"));
    }

    [Fact]
    public async Task Deletion_leaves_nothing()
    {
        var (id, token) = await UploadAsync(("watched.csv", Watched));
        await CompletedAsync(id);

        (await DeleteAsync($"/api/session/{id}", null)).Problem(401);
        Assert.Equal(HttpStatusCode.NoContent, (await DeleteAsync($"/api/session/{id}", token)).Status);
        (await GetAsync($"/api/session/{id}/status")).Problem(404);
        (await GetAsync($"/api/session/{id}/movies")).Problem(404);
    }

    [Fact]
    public async Task Events_tell_each_outcome_once_and_go_on_after_the_last_id()
    {
        var (id, _) = await UploadAsync(("watched.csv", Watched));

        var events = await EventStream.ReadAsync(platform.Gateway, $"/api/session/{id}/events");

        Assert.Equal("completed", events[^1].Run.GetProperty("session").GetProperty("status").GetString());
        var settled = events.SelectMany(one => one.Run.GetProperty("films").EnumerateArray())
            .GroupBy(film => film.GetProperty("entry").GetInt64()).ToDictionary(film => film.Key, film => film.Last().GetProperty("state").GetString());
        Assert.Equal(["matched", "matched", "series", "unmatched"], settled.Values.Order(StringComparer.Ordinal));
        Assert.Equal(events.Select(one => one.Id).Order(), events.Select(one => one.Id));
        var reply = await platform.Gateway.GetAsync($"/api/session/{id}/events", ("Last-Event-ID", events[^1].Id.ToString(CultureInfo.InvariantCulture)));
        Assert.Equal(HttpStatusCode.NoContent, reply.Status);
    }

    [Fact]
    public async Task Two_libraries_are_compared_with_both_tokens_only()
    {
        var (first, firstToken) = await UploadAsync(("ratings.csv", Ratings));
        var (second, secondToken) = await UploadAsync(("watched.csv", Watched));
        await CompletedAsync(first);
        await CompletedAsync(second);
        var address = $"/api/session/{first}/compare?with={second}";

        (await platform.Gateway.GetAsync(address, (Owner, firstToken))).Problem(401);
        var comparison = (await platform.Gateway.GetAsync(address, (Owner, firstToken), ("X-With-Owner-Token", secondToken))).Json;
        Assert.Equal(2, comparison.GetProperty("both_seen").GetInt32());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, comparison.GetProperty("agreement").ValueKind);
    }

    [Fact]
    public async Task Lists_are_served_in_their_order_and_exported()
    {
        const string list = "Letterboxd list export v7\nDate,Name,Tags,URL,Description\n2024-01-01,Dreams & machines,,https://boxd.it/xyz,\n\n"
            + "Position,Name,Year,URL,Description\n1,The Matrix,1999,https://boxd.it/2a1m,\n2,Inception,2010,https://boxd.it/1skk,Again.\n";
        var (id, _) = await UploadAsync(("ratings.csv", Ratings), ("dreams-machines.csv", list));
        await CompletedAsync(id);

        var lists = (await GetAsync($"/api/session/{id}/lists")).Json;
        Assert.Equal(("Dreams & machines", 2, 2, 2), (
            lists[0].GetProperty("name").GetString(), lists[0].GetProperty("total_movies").GetInt32(), lists[0].GetProperty("watched").GetInt32(),
            lists[0].GetProperty("matched").GetInt32()));
        var first = await GetAsync($"/api/session/{id}/movies?list=Dreams%20%26%20machines&limit=1");
        Assert.Equal(("2", "The Matrix"), (first.Header("X-Total-Count"), first.Json[0].GetProperty("title").GetString()));
        Assert.Equal("0", (await GetAsync($"/api/session/{id}/movies?list=nothing")).Header("X-Total-Count"));
        (await GetAsync($"/api/session/{id}/movies?sort=position")).Refuses("sort");
        var exported = (await GetAsync($"/api/session/{id}/export?format=json")).Json.GetProperty("lists")[0].GetProperty("movies");
        Assert.Equal(["The Matrix", "Inception"], exported.EnumerateArray().Select(movie => movie.GetProperty("title").GetString()));
    }

    [Fact]
    public async Task The_whole_archive_is_read_and_what_is_exported_can_be_imported_again()
    {
        var (id, _) = await UploadAsync(("export.zip", Zip(("watched.csv", Watched), ("ratings.csv", Ratings), ("deleted/diary.csv", Diary), ("profile.csv", "Username\nx"))));
        await CompletedAsync(id);

        var csv = await GetAsync($"/api/session/{id}/export");
        Assert.Equal("text/csv", csv.ContentHeaders.ContentType?.MediaType);
        var (again, _) = await UploadAsync(("library.csv", Encoding.UTF8.GetString(csv.Bytes)));
        Assert.Equal(4, (await GetAsync($"/api/session/{again}")).Json.GetProperty("total_movies").GetInt32());
        Assert.Equal(4, (await GetAsync($"/api/session/{id}/export?format=json")).Json.GetProperty("movies").GetArrayLength());
    }

    [Fact]
    public async Task What_is_exported_has_each_viewing_and_a_rating_that_is_of_none()
    {
        var diary = Diary.Replace(",4.5,", ",,", StringComparison.Ordinal).Replace(",4,", ",,", StringComparison.Ordinal);
        var (id, _) = await UploadAsync(("watched.csv", Watched), ("diary.csv", diary), ("ratings.csv", Ratings));
        await CompletedAsync(id);

        var csv = Encoding.UTF8.GetString((await GetAsync($"/api/session/{id}/export")).Bytes);
        var (again, _) = await UploadAsync(("library.csv", csv));
        var films = (await GetAsync($"/api/session/{again}/movies?sort=title")).Json.EnumerateArray().ToList();

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
        var (id, _) = await UploadAsync(("profile.csv", "Username,Given Name\nana,Ana"), ("watched.csv", Watched));

        Assert.Equal(4, (await GetAsync($"/api/session/{id}")).Json.GetProperty("total_movies").GetInt32());
        (await SendAsync("/api/upload", null, ("profile.csv", "Username,Given Name\nana,Ana"))).Problem(400);
    }

    [Theory]
    [InlineData("watched.csv", "")]
    [InlineData("diary.csv", "Name,Year\nInception,2010\n")]
    [InlineData("watched.csv", "Date,Year\n2024-01-01,2010\n")]
    [InlineData("export.zip", "PK no archive")]
    [InlineData("ratings.csv", "Date,Name,Year,Letterboxd URI,Rating\n2024-01-01,Inception,2010,https://boxd.it/1skk,9\n")]
    public async Task What_cannot_be_read_is_refused_with_the_file_named(string name, string content)
    {
        var problem = (await SendAsync("/api/upload", null, (name, content))).Problem(400);

        Assert.Contains(name, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bomb_and_a_path_out_of_the_archive_are_refused()
    {
        (await SendAsync("/api/upload", null, ("export.zip", Zip(("watched.csv", "Name,Year\n" + new string('a', 30_000_000)))))).Problem(400);
        (await SendAsync("/api/upload", null, ("export.zip", Zip(("../watched.csv", Watched))))).Problem(400);
        (await SendAsync("/api/upload", null, ("export.zip", Zip(("inner.zip", "PK"))))).Problem(400);
    }

    [Fact]
    public async Task One_bad_row_does_not_lose_the_others()
    {
        var reply = await SendAsync("/api/upload", null, ("ratings.csv", Ratings + "\n2024-01-02,Alien,1979,https://boxd.it/2awY,7\n"));

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
        (await GetAsync($"/api/session/{Guid.Empty}")).Problem(404);
        (await GetAsync("/api/session/nonsense/status")).Refuses("id");
    }

    private static (int Added, int Updated, int Unchanged) CountsOf(System.Text.Json.JsonElement upload, string kind)
    {
        var count = upload.GetProperty("counts").EnumerateArray().Single(count => count.GetProperty("kind").GetString() == kind);
        return (count.GetProperty("added").GetInt32(), count.GetProperty("updated").GetInt32(), count.GetProperty("unchanged").GetInt32());
    }

    private static byte[] Zip(params (string Path, string Content)[] files)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, content) in files)
            {
                using var entry = archive.CreateEntry(path).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return stream.ToArray();
    }

    private async Task<(string Id, string Token)> UploadAsync(params (string Name, object Content)[] files)
    {
        var reply = await SendAsync("/api/upload", null, files);
        Assert.True(reply.Status is HttpStatusCode.Created, Encoding.UTF8.GetString(reply.Bytes));
        return (reply.Json.GetProperty("session_id").GetString()!, reply.Json.GetProperty("owner_token").GetString()!);
    }

    private async Task<Reply> SendAsync(string address, string? token, params (string Name, object Content)[] files)
    {
        using var body = new MultipartFormDataContent();
        foreach (var (name, content) in files)
            body.Add(new ByteArrayContent(content as byte[] ?? Encoding.UTF8.GetBytes((string)content)), "files", name);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = body };
        if (token is not null)
            request.Headers.Add(Owner, token);
        using var response = await platform.Gateway.Client.SendAsync(request);
        return await Reply.OfAsync(response);
    }

    private async Task<System.Text.Json.JsonElement> CompletedAsync(string id) => (await Eventually.AnswersAsync(
        () => GetAsync($"/api/session/{id}/status"), reply => reply.Json.GetProperty("status").GetString() is "completed" or "failed")).Json;

    private Task<Reply> GetAsync(string address) => platform.Gateway.GetAsync(address);

    private async Task<Reply> PostAsync(string address, string body, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (token is not null)
            request.Headers.Add(Owner, token);
        using var response = await platform.Gateway.Client.SendAsync(request);
        return await Reply.OfAsync(response);
    }

    private async Task<Reply> DeleteAsync(string address, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, address);
        if (token is not null)
            request.Headers.Add(Owner, token);
        using var response = await platform.Gateway.Client.SendAsync(request);
        return await Reply.OfAsync(response);
    }
}
