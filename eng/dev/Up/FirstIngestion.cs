using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using MovieAspire.Dev.Shell;

namespace MovieAspire.Dev.Up;

/// <summary>Fills an empty catalog by a quick run, over the same REST interface that everybody uses.</summary>
internal static class FirstIngestion
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    internal static async Task RunIfEmptyAsync(RunState state, CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = new Uri(state.GatewayUrl), Timeout = TimeSpan.FromSeconds(30) };
        var movies = await http.GetFromJsonAsync<JsonElement>("/movies?limit=1", ct);
        if (movies.GetArrayLength() > 0)
            return;

        Console.WriteLine("The catalog is empty: a first quick run fills it.");
        await AuthenticateAsync(http, ct);
        using var response = await http.PostAsJsonAsync("/pipeline/run", new { update_type = "quick" }, ct);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(ct);
        if (!response.IsSuccessStatusCode)
            throw new DevException($"The first run was refused: {body}");

        await FollowAsync(http, body.GetProperty("run_id").GetString()!, ct);
    }

    private static async Task AuthenticateAsync(HttpClient http, CancellationToken ct)
    {
        using var response = await http.PostAsJsonAsync(
            "/auth/token", new { username = "admin", password = AdminPassword.Get() }, ct);
        response.EnsureSuccessStatusCode();
        var token = await response.Content.ReadFromJsonAsync<JsonElement>(ct);
        http.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", token.GetProperty("access_token").GetString());
    }

    private static async Task FollowAsync(HttpClient http, string runId, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Limit);
        while (true)
        {
            var run = await http.GetFromJsonAsync<JsonElement>($"/pipeline/runs/{runId}", limit.Token);
            var status = run.GetProperty("status").GetString();
            if (status is not ("queued" or "running"))
            {
                var error = run.GetProperty("error_message").GetString();
                Console.WriteLine($"The first run ended: {status}, {run.GetProperty("movies_processed")} movies. {error}");
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500), limit.Token);
        }
    }
}
