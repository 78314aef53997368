using System.Globalization;
using System.Text.Json.Nodes;
using MovieAspire.Dev.Jobs;

namespace MovieAspire.Dev.Up;

/// <summary>
/// Fills an empty catalog over the same REST interface that everybody uses: a quick run first, then what is computed of it. Of a
/// data set the rest follows in the background.
/// </summary>
internal static class FirstIngestion
{
    private const string Quick = "quick";
    private const string Compute = "compute-all";
    private const string Medallion = "medallion";

    /// <returns>The run that collects the rest of a data set; null when there is none.</returns>
    internal static async Task<string?> RunIfEmptyAsync(UpOptions options, CancellationToken ct)
    {
        using var api = await GatewayApi.SignInAsync(gateway: null, ct);
        if (!await api.IsCatalogEmptyAsync(ct))
            return null;

        // The scheduler's catch-up may have started it already.
        Console.WriteLine("The catalog is empty: a first quick run fills it.");
        var runId = await api.FindRunAsync(Quick, ct) ?? await api.StartRunAsync(Request(Quick), ct);
        if (!await RunProgress.FollowAsync(api, runId, ct))
        {
            Console.WriteLine($"The system is up, but its first run did not succeed; it is tried again, see GET /pipeline/runs/{runId}.");
            return null;
        }

        // Else recommendations would wait for their day of the week, and KPIs and charts for the night.
        await RunProgress.FollowAsync(api, await api.StartRunAsync(Request(Compute), ct), ct);
        await RunProgress.FollowAsync(api, await api.StartRunAsync(Request(Medallion), ct), ct);
        return options.Dataset is not null && !options.Quick ? await CollectRestAsync(api, options.Detach, ct) : null;
    }

    /// <summary>Computes everything anew when the rest is there.</summary>
    internal static async Task ComputeAfterAsync(string run, CancellationToken ct)
    {
        using var api = await GatewayApi.SignInAsync(gateway: null, ct);
        await foreach (var _ in api.WatchRunAsync(run, ct))
        {
            // Until it has ended, however.
        }

        await api.StartRunAsync(Request(Compute), ct);
        await api.StartRunAsync(Request(Medallion), ct);
    }

    private static async Task<string?> CollectRestAsync(GatewayApi api, bool isDetached, CancellationToken ct)
    {
        Console.WriteLine("The rest of the data set:");
        var known = await api.StartRunAsync(Request("bootstrap"), ct);
        if (!await RunProgress.FollowAsync(api, known, ct))
            return null;

        var found = (await api.GetAsync($"/pipeline/runs/{known}", ct)).GetProperty("sources").EnumerateArray()
            .Sum(source => source.GetProperty("inserted").GetInt64());
        if (found == 0)
            return null;
        var run = await api.FindRunAsync("enrich", ct);
        var rate = (await api.GetAsync("/pipeline/quotas", ct)).EnumerateArray()
            .Single(quota => quota.GetProperty("provider").GetString() == "tmdb").GetProperty("requests_per_second_limit").GetDouble();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{found:N0} more movies are known. Their details come in the background, at {rate:0.#} a second: about {Duration(found / rate)}."));
        Console.WriteLine(isDetached
            ? "Afterwards compute what is made of them: dotnet dev.cs run-job compute-all, and medallion" : "Then everything is computed of them.");
        return run;
    }

    private static string Duration(double seconds) => seconds < 90
        ? string.Create(CultureInfo.InvariantCulture, $"{seconds:F0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:F0} min");

    private static JsonObject Request(string job) => new() { ["update_type"] = job };
}
