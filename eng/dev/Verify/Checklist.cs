using System.Globalization;
using System.Text.Json;
using MovieAspire.Dev.Jobs;

namespace MovieAspire.Dev.Verify;

/// <summary>What a system that works can show. Each check answers null, or what is wrong and what to do.</summary>
internal static class Checklist
{
    private const double EnoughDetails = 0.9;
    private const double MostStale = 0.2;

    // What needs no argument and no data of its own.
    private static readonly string[] Endpoints =
    [
        "/movies?limit=1", "/movies/trending?limit=1", "/genres", "/analytics/top-genres", "/analytics/ratings-by-decade",
        "/pipeline/status", "/pipeline/runs?limit=1", "/pipeline/quotas", "/worker/status", "/metrics", "/openapi/v1.json",
    ];

    internal static IReadOnlyList<(string Name, Func<GatewayApi, CancellationToken, Task<string?>> Ask)> All { get; } =
    [
        ("every part is healthy", HealthAsync),
        ("the schema is that of this release", SchemaAsync),
        ("a run has succeeded", RunAsync),
        ("the scheduler runs, and what it starts has a time", ScheduleAsync),
        ("all endpoints answer", EndpointsAsync),
        ("movies have details", DetailsAsync),
        ("search finds movies", SearchAsync),
        ("trending, genres and recommendations are computed", ArtifactsAsync),
        ("movies are as fresh as their age wants", FreshnessAsync),
    ];

    private static async Task<string?> HealthAsync(GatewayApi api, CancellationToken ct) =>
        RunText.NotHealthy(await api.GetHealthAsync(ct)) is [_, ..] parts
            ? $"{string.Join(", ", parts)}. See the runbooks in docs/operations.md." : null;

    private static async Task<string?> SchemaAsync(GatewayApi api, CancellationToken ct)
    {
        var schema = (await api.GetHealthAsync(ct)).GetProperty("schema");
        return RunText.Text(schema, "status") is "healthy" ? null
            : $"{RunText.Text(schema, "reason")} Start or restart a worker of this release.";
    }

    private static async Task<string?> RunAsync(GatewayApi api, CancellationToken ct)
    {
        var runs = await api.GetAsync("/pipeline/runs?status=succeeded&limit=1", ct);
        if (runs.GetArrayLength() > 0)
            return null;
        var failed = await api.GetAsync("/pipeline/runs?status=failed&limit=1", ct);
        return failed.GetArrayLength() > 0
            ? $"the newest that failed is {RunText.Text(failed[0], "id")}: {RunText.Text(failed[0], "error_message")}"
            : "there is none yet; start one: dotnet dev.cs run-job quick";
    }

    private static async Task<string?> ScheduleAsync(GatewayApi api, CancellationToken ct)
    {
        var scheduler = await api.GetAsync("/pipeline/scheduler/status", ct);
        if (!scheduler.GetProperty("running").GetBoolean())
            return "it is stopped; POST /pipeline/scheduler/start";
        var idle = scheduler.GetProperty("jobs").EnumerateArray()
            .Where(job => job.GetProperty("enabled").GetBoolean() && RunText.Text(job, "next_run") is null)
            .Select(job => RunText.Text(job, "id")).ToList();
        return idle.Count > 0 ? $"{string.Join(", ", idle)} will never start; look at Schedules:JOB:Cron" : null;
    }

    private static async Task<string?> EndpointsAsync(GatewayApi api, CancellationToken ct)
    {
        var problems = new List<string>();
        foreach (var endpoint in Endpoints)
        {
            try
            {
                await api.GetAsync(endpoint, ct);
            }
            catch (Shell.DevException error)
            {
                problems.Add($"{endpoint}: {error.Message}");
            }
        }

        return problems.Count > 0 ? string.Join("; ", problems) : null;
    }

    private static async Task<string?> DetailsAsync(GatewayApi api, CancellationToken ct)
    {
        var coverage = await api.GetAsync("/analytics/coverage", ct);
        var (total, detailed) = (RunText.Number(coverage, "total"), RunText.Number(coverage, "has_details"));
        return total == 0 ? "the catalog is empty; dotnet dev.cs run-job quick"
            : detailed >= EnoughDetails * total ? null
            : string.Create(CultureInfo.InvariantCulture, $"{detailed:N0} of {total:N0} have them; dotnet dev.cs run-job enrich fetches the rest");
    }

    private static async Task<string?> SearchAsync(GatewayApi api, CancellationToken ct)
    {
        var movies = await api.GetAsync("/movies?limit=1", ct);
        if (movies.GetArrayLength() == 0)
            return "there is no movie to look for";
        var title = RunText.Text(movies[0], "title")!;
        var id = movies[0].GetProperty("id").GetInt32();
        var found = await api.GetAsync($"/search?q={Uri.EscapeDataString(title)}&limit=20", ct);
        return found.GetProperty("hits").EnumerateArray().Any(hit => hit.GetProperty("id").GetInt32() == id) ? null
            : $"\"{title}\" is not among the first hits for its own title; dotnet dev.cs run-job project, then run-job search-index";
    }

    private static async Task<string?> ArtifactsAsync(GatewayApi api, CancellationToken ct)
    {
        var missing = new List<string>();
        foreach (var (name, path) in ((string, string)[])[("trending", "/movies/trending?limit=1"), ("genre-stats", "/analytics/top-genres")])
            await AskAsync(name, path);
        if ((await api.GetAsync("/movies?limit=1", ct)) is var movies && movies.GetArrayLength() > 0)
            await AskAsync("recommendations", $"/movies/{movies[0].GetProperty("id").GetInt32()}/recommendations");
        return missing.Count > 0 ? $"{string.Join(", ", missing)} missing; dotnet dev.cs run-job compute-all" : null;

        async Task AskAsync(string name, string path)
        {
            try
            {
                if (IsEmpty(await api.GetAsync(path, ct)))
                    missing.Add(name);
            }
            catch (Shell.DevException)
            {
                missing.Add(name);
            }
        }
    }

    private static async Task<string?> FreshnessAsync(GatewayApi api, CancellationToken ct)
    {
        var freshness = await api.GetAsync("/analytics/freshness", ct);
        var (total, stale) = (RunText.Number(freshness, "total"), RunText.Number(freshness, "stale"));
        return stale <= MostStale * total ? null : string.Create(CultureInfo.InvariantCulture,
            $"{stale:N0} of {total:N0} movies are due for a refresh; dotnet dev.cs run-job refresh");
    }

    private static bool IsEmpty(JsonElement answer) =>
        answer.ValueKind is JsonValueKind.Array ? answer.GetArrayLength() == 0
        : answer.EnumerateObject().Where(property => property.Value.ValueKind is JsonValueKind.Array).All(property => property.Value.GetArrayLength() == 0);
}
