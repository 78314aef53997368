using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MovieAspire.Contracts.Analytics.V1;
using MovieAspire.Contracts.Catalog.V1;

namespace MovieAspire.AppHost.Tests.WholeSystem;

/// <summary>From a run that is started over REST to the movies that REST and gRPC then serve.</summary>
public sealed class SystemTests(RunningSystem system) : IClassFixture<RunningSystem>
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task A_quick_run_started_over_rest_fills_the_catalog_that_rest_and_grpc_serve()
    {
        using var limit = new CancellationTokenSource(Limit);
        var ct = limit.Token;

        var run = await RunQuickAsync(ct);
        Assert.Equal("succeeded", run.GetProperty("status").GetString());
        Assert.True(run.GetProperty("movies_processed").GetInt64() > 50);

        var movies = await system.Gateway.GetFromJsonAsync<JsonElement>("/movies?limit=50", ct);
        Assert.Equal(50, movies.GetArrayLength());
        var popularity = movies.EnumerateArray().Select(movie => movie.GetProperty("popularity").GetDouble()).ToList();
        Assert.Equal(popularity.OrderDescending(), popularity);

        var id = movies[0].GetProperty("id").GetInt32();
        var rest = await system.Gateway.GetFromJsonAsync<JsonElement>($"/movies/{id}", ct);
        using var channel = system.Channel("catalog");
        var grpc = await new Catalog.CatalogClient(channel).GetMovieAsync(new GetMovieRequest { Id = id }, cancellationToken: ct);
        Assert.Equal(rest.GetProperty("title").GetString(), grpc.Summary.Title);
        Assert.NotEmpty(grpc.Genres);

        var genres = await system.Gateway.GetFromJsonAsync<JsonElement>("/analytics/top-genres", ct);
        using var analytics = system.Channel("analytics");
        var top = await new Analytics.AnalyticsClient(analytics).GetTopGenresAsync(new GetTopGenresRequest(), cancellationToken: ct);
        Assert.Equal(genres[0].GetProperty("movie_count").GetInt64(), top.Genres[0].MovieCount);
        Assert.True(top.Genres[0].MovieCount > 0);
    }

    [Fact]
    public async Task A_run_is_refused_without_a_token()
    {
        using var limit = new CancellationTokenSource(Limit);
        using var response = await system.Gateway.PostAsJsonAsync("/pipeline/run", new { update_type = "quick" }, limit.Token);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    private async Task<JsonElement> RunQuickAsync(CancellationToken ct)
    {
        using var admin = await system.SignInAsync(ct);
        using var response = await admin.PostAsJsonAsync("/pipeline/run", new { update_type = "quick" }, ct);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var id = (await response.Content.ReadFromJsonAsync<JsonElement>(ct)).GetProperty("run_id").GetString();

        // The event stream ends with the run's final state, so its end is the wait.
        using var events = await admin.GetAsync($"/pipeline/runs/{id}/events", ct);
        events.EnsureSuccessStatusCode();
        await events.Content.ReadAsStringAsync(ct);
        return await admin.GetFromJsonAsync<JsonElement>($"/pipeline/runs/{id}", ct);
    }
}
