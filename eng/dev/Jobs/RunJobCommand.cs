using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using MovieAspire.Dev.Shell;

namespace MovieAspire.Dev.Jobs;

/// <summary><c>dotnet dev.cs run-job</c>: starts a job on a running system and shows how it goes.</summary>
internal static class RunJobCommand
{
    private static readonly Option<bool> RefreshOnly = new("--refresh-only") { Description = "the job refresh, whatever the argument says" };
    private static readonly Option<int?> RefreshLimit = new("--refresh-limit") { Description = "refresh: the most movies to refresh" };
    private static readonly Option<bool> IncludeFrozen = new("--include-frozen") { Description = "refresh: frozen movies too" };
    private static readonly Option<int?> StartYear = new("--start-year") { Description = "discover: the first release year" };
    private static readonly Option<int?> EndYear = new("--end-year") { Description = "discover: the last release year" };
    private static readonly Option<string?> Table = new("--table") { Description = "lineage: the table of the lake to follow, as gold/highest_revenue" };
    private static readonly Option<string[]> Set = new("--set") { Description = "any other option of the job, as name=value" };
    private static readonly Option<string?> Gateway = new("--gateway") { Description = "the address of another system than that of this checkout; its password in MOVIEASPIRE_PASSWORD" };
    private static readonly Option<bool> NoWait = new("--no-wait") { Description = "return as soon as the run is queued" };

    internal static System.CommandLine.Command Create()
    {
        var job = new Argument<string>("job")
        {
            Description = "quick, daily, full, discover, refresh, changes, bootstrap, enrich, omdb, compute-all, medallion, lineage and others; an unknown one is answered with all",
            DefaultValueFactory = _ => "quick",
        };
        var command = new System.CommandLine.Command("run-job", "Starts a job on a running system and follows it.")
        {
            job, RefreshOnly, RefreshLimit, IncludeFrozen, StartYear, EndYear, Table, Set, NoWait, Gateway,
        };
        command.SetAction((result, ct) => RunAsync(Body(result, result.GetRequiredValue(job)), result, ct));
        return command;
    }

    private static async Task<int> RunAsync(JsonObject body, ParseResult result, CancellationToken ct)
    {
        using var api = await GatewayApi.SignInAsync(GatewayApi.Address(result.GetValue(Gateway)), ct);
        var runId = await api.StartRunAsync(body, ct);
        Console.WriteLine($"Run {runId} is queued.");
        if (result.GetValue(NoWait))
            return 0;

        try
        {
            if (!await RunProgress.FollowAsync(api, runId, ct))
                return 1;
            if (result.GetValue(Table) is { } table)
                await LineageTree.PrintAsync(api, table, ct);
            return 0;
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine($"The run goes on. To cancel it: DELETE /admin/jobs/{runId}");
            throw;
        }
    }

    /// <summary>The request of POST /pipeline/run; only what the user gave, the job knows its defaults.</summary>
    private static JsonObject Body(ParseResult result, string job)
    {
        var body = new JsonObject { ["update_type"] = result.GetValue(RefreshOnly) ? "refresh" : job };
        AddNumber("limit", result.GetValue(RefreshLimit));
        AddNumber("start_year", result.GetValue(StartYear));
        AddNumber("end_year", result.GetValue(EndYear));
        if (result.GetValue(IncludeFrozen))
            body["include_frozen"] = "true";
        if (result.GetValue(Table) is { } table)
            body["table"] = table;
        foreach (var setting in result.GetValue(Set) ?? [])
        {
            var (name, value) = setting.Split('=', 2) is [var n, var v]
                ? (n, v)
                : throw new DevException($"--set {setting}: write name=value.");
            body[name] = value;
        }

        return body;

        void AddNumber(string name, int? value)
        {
            if (value is { } number)
                body[name] = number.ToString(CultureInfo.InvariantCulture);
        }
    }
}
