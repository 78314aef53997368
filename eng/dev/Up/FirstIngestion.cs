using System.Text.Json.Nodes;
using MovieAspire.Dev.Jobs;

namespace MovieAspire.Dev.Up;

/// <summary>Fills an empty catalog by a quick run and computes what is made of it, over the same REST interface that everybody uses.</summary>
internal static class FirstIngestion
{
    private const string Job = "quick";
    private static readonly string[] Then = ["compute-all", "medallion"];

    internal static async Task RunIfEmptyAsync(CancellationToken ct)
    {
        using var api = await GatewayApi.SignInAsync(gateway: null, ct);
        if (!await api.IsCatalogEmptyAsync(ct))
            return;

        // The scheduler's catch-up may have started it already.
        Console.WriteLine("The catalog is empty: a first quick run fills it.");
        var runId = await api.FindRunAsync(Job, ct)
            ?? await api.StartRunAsync(new JsonObject { ["update_type"] = Job }, ct);
        if (!await RunProgressBar.FollowAsync(api, runId, ct))
        {
            Console.WriteLine($"The system is up, but its first run did not succeed; it is tried again, see GET /pipeline/runs/{runId}.");
            return;
        }

        // Else recommendations would wait for their day of the week, and KPIs and charts for the night.
        foreach (var job in Then)
            await RunProgressBar.FollowAsync(api, await api.StartRunAsync(new JsonObject { ["update_type"] = job }, ct), ct);
    }
}
