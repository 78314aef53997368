using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using MovieAspire.Gateway.Tests.Hosting;
using static MovieAspire.Gateway.Tests.Libraries.LetterboxdFiles;

namespace MovieAspire.Gateway.Tests.Libraries;

[Collection(WholePlatformGroup.Name)]
public sealed class LibraryTests(WholePlatformFixture platform)
{
    private readonly LibraryClient _client = new(platform.Gateway);

    [Fact]
    public async Task An_export_becomes_a_library_that_is_enriched_and_analysed()
    {
        var (id, _) = await _client.UploadAsync(("watched.csv", Watched), ("diary.csv", Diary), ("ratings.csv", Ratings));

        var done = await _client.CompletedAsync(id);
        Assert.Equal((4, 4, 100.0), (done.GetProperty("total_movies").GetInt32(), done.GetProperty("enriched_count").GetInt32(), done.GetProperty("progress_percent").GetDouble()));

        var movies = await _client.GetAsync($"/api/session/{id}/movies?sort=title");
        Assert.Equal("4", movies.Header("X-Total-Count"));
        var inception = movies.Json.EnumerateArray().Single(movie => movie.GetProperty("title").GetString() == "Inception");
        Assert.True(inception.GetProperty("tmdb_enriched").GetBoolean());
        Assert.Equal((27205, 4.5, "diary"), (inception.GetProperty("tmdb_id").GetInt32(), inception.GetProperty("rating").GetDouble(), inception.GetProperty("rating_source").GetString()));
        Assert.Equal("Christopher Nolan", inception.GetProperty("directors")[0].GetString());
        Assert.Equal(2, inception.GetProperty("viewings").GetArrayLength());
        Assert.Equal("2024-02-28", inception.GetProperty("watched_date").GetString());

        var series = (await _client.GetAsync($"/api/session/{id}/matches?state=series")).Json;
        Assert.Equal("It", series[0].GetProperty("title").GetString());
        Assert.Contains("A Film That Nobody Made", Encoding.UTF8.GetString((await _client.GetAsync($"/api/session/{id}/unmatched.csv")).Bytes), StringComparison.Ordinal);

        var skipped = await _client.GetAsync($"/api/session/{id}/movies?sort=title&skip=1&limit=2");
        var rest = await _client.GetAsync(skipped.Next!);
        Assert.Equal(
            movies.Json.EnumerateArray().Skip(1).Select(movie => movie.GetProperty("title").GetString()),
            skipped.Json.EnumerateArray().Concat(rest.Json.EnumerateArray()).Select(movie => movie.GetProperty("title").GetString()));

        var stats = (await _client.GetAsync($"/api/session/{id}/stats")).Json;
        Assert.Equal(2, stats.GetProperty("totals").GetProperty("films").GetInt32());
        Assert.Equal(1, stats.GetProperty("rewatches").GetProperty("rewatches").GetInt32());
        Assert.Equal(1, (await _client.GetAsync($"/api/session/{id}/year/2024")).Json.GetProperty("viewings").GetInt32());
        Assert.Equal("YEAR_NOT_FOUND", (await _client.GetAsync($"/api/session/{id}/year/1950")).Problem(404).GetProperty("reason").GetString());
        Assert.Equal("popular", (await _client.GetAsync($"/api/session/{id}/recommendations")).Json.GetProperty("basis").GetString());
    }

    [Fact]
    public async Task A_person_decides_what_a_film_is_and_only_the_owner_may()
    {
        var (id, token) = await _client.UploadAsync(("watched.csv", Watched));
        await _client.CompletedAsync(id);
        var entry = (await _client.GetAsync($"/api/session/{id}/matches?state=unmatched")).Json[0].GetProperty("entry").GetInt64();
        var address = $"/api/session/{id}/matches/{entry}";

        (await _client.PostAsync(address, """{"tmdb_id": 603}""", null)).Problem(401);
        (await _client.PostAsync(address, """{"tmdb_id": 603}""", "another")).Problem(403);
        (await _client.PostAsync(address, "{}", token)).Refuses("tmdb_id");
        var match = (await _client.PostAsync(address, """{"tmdb_id": 603}""", token)).Json;
        Assert.Equal(("matched", "choice"), (match.GetProperty("state").GetString(), match.GetProperty("method").GetString()));
        await _client.CompletedAsync(id);
        Assert.Equal("0", (await _client.GetAsync($"/api/session/{id}/matches?state=unmatched")).Header("X-Total-Count"));

        var none = (await _client.PostAsync(address, """{"tmdb_id": null}""", token)).Json;
        Assert.Equal("dismissed", none.GetProperty("state").GetString());
        Assert.Equal(
            [entry], (await _client.GetAsync($"/api/session/{id}/movies?state=dismissed")).Json.EnumerateArray().Select(film => film.GetProperty("entry").GetInt64()));
        (await _client.GetAsync($"/api/session/{id}/movies?state=lost")).Refuses("state");
    }

    [Fact]
    public async Task The_owners_token_is_good_as_authorization_as_well()
    {
        var (id, token) = await _client.UploadAsync(("watched.csv", Watched));
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"/api/session/{id}") { Headers = { { "Authorization", $"bearer {token}" } } };

        using var response = await platform.Gateway.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    [Fact]
    public async Task Deletion_leaves_nothing()
    {
        var (id, token) = await _client.UploadAsync(("watched.csv", Watched));
        await _client.CompletedAsync(id);

        (await _client.DeleteAsync($"/api/session/{id}", null)).Problem(401);
        Assert.Equal(HttpStatusCode.NoContent, (await _client.DeleteAsync($"/api/session/{id}", token)).Status);
        (await _client.GetAsync($"/api/session/{id}/status")).Problem(404);
        (await _client.GetAsync($"/api/session/{id}/movies")).Problem(404);
    }

    [Fact]
    public async Task Events_tell_each_outcome_once_and_go_on_after_the_last_id()
    {
        var (id, _) = await _client.UploadAsync(("watched.csv", Watched));

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
        var (first, firstToken) = await _client.UploadAsync(("ratings.csv", Ratings));
        var (second, secondToken) = await _client.UploadAsync(("watched.csv", Watched));
        await _client.CompletedAsync(first);
        await _client.CompletedAsync(second);
        var address = $"/api/session/{first}/compare?with={second}";

        (await platform.Gateway.GetAsync(address, (LibraryClient.Owner, firstToken))).Problem(401);
        var comparison = (await platform.Gateway.GetAsync(address, (LibraryClient.Owner, firstToken), ("X-With-Owner-Token", secondToken))).Json;
        Assert.Equal(2, comparison.GetProperty("both_seen").GetInt32());
        Assert.Equal(JsonValueKind.Null, comparison.GetProperty("agreement").ValueKind);
    }

    [Fact]
    public async Task Lists_are_served_in_their_order_and_exported()
    {
        const string list = "Letterboxd list export v7\nDate,Name,Tags,URL,Description\n2024-01-01,Dreams & machines,,https://boxd.it/xyz,\n\n"
            + "Position,Name,Year,URL,Description\n1,The Matrix,1999,https://boxd.it/2a1m,\n2,Inception,2010,https://boxd.it/1skk,Again.\n";
        var (id, _) = await _client.UploadAsync(("ratings.csv", Ratings), ("dreams-machines.csv", list));
        await _client.CompletedAsync(id);

        var lists = (await _client.GetAsync($"/api/session/{id}/lists")).Json;
        Assert.Equal(("Dreams & machines", 2, 2, 2), (
            lists[0].GetProperty("name").GetString(), lists[0].GetProperty("total_movies").GetInt32(), lists[0].GetProperty("watched").GetInt32(),
            lists[0].GetProperty("matched").GetInt32()));
        var first = await _client.GetAsync($"/api/session/{id}/movies?list=Dreams%20%26%20machines&limit=1");
        Assert.Equal(("2", "The Matrix"), (first.Header("X-Total-Count"), first.Json[0].GetProperty("title").GetString()));
        Assert.Equal("0", (await _client.GetAsync($"/api/session/{id}/movies?list=nothing")).Header("X-Total-Count"));
        (await _client.GetAsync($"/api/session/{id}/movies?sort=position")).Refuses("sort");
        var exported = (await _client.GetAsync($"/api/session/{id}/export.json")).Json.GetProperty("lists")[0].GetProperty("movies");
        Assert.Equal(["The Matrix", "Inception"], exported.EnumerateArray().Select(movie => movie.GetProperty("title").GetString()));
    }
}
