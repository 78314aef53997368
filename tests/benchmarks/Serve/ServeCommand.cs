using System.CommandLine;

namespace MovieAspire.Benchmarks.Serve;

/// <summary><c>bench serve</c>: how fast precomputed data is served, beside what the same machine can do at most.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var movies = new Option<int>("--movies")
        {
            Description = "Synthetic movies, written straight into Postgres; not with --dataset.", DefaultValueFactory = _ => 100_000,
        };
        var dataset = new Option<DirectoryInfo?>("--dataset") { Description = "A data set instead, which a worker collects from the emulator." };
        var seconds = new Option<int>("--seconds")
        {
            Description = "How long each measurement takes.", DefaultValueFactory = _ => 5,
        };
        var only = new Option<string>("--only") { Description = "Scenarios whose name contains one of these, separated by commas.", DefaultValueFactory = _ => "" };
        var command = new Command("serve", "Requests per second and latencies over REST and gRPC, cold and cached; compute times.")
        {
            movies, dataset, seconds, only,
        };
        command.SetAction(async parsed =>
        {
            Wrk.Require();
            await RunAsync(
                parsed.GetValue(dataset), parsed.GetValue(movies), TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetValue(only)!);
        });
        return command;
    }

    // A process that has just started compiles its code while it answers, which takes both cores for some seconds.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);

    private static async Task RunAsync(DirectoryInfo? dataset, int movies, TimeSpan duration, string only)
    {
        await using var system = await ServingSystem.StartAsync(dataset, movies);
        Console.WriteLine(FormattableString.Invariant($"{system.Movies:N0} movies"));
        foreach (var line in system.ComputeTimes)
            Console.WriteLine(line);

        var addresses = await Addresses.ReadAsync(system);
        Console.WriteLine();
        Console.WriteLine("  at 64 connections                             requests/s  of hop    p50 ms    p99 ms   failed  of hop's processor time, microseconds a request");
        await using (var bare = await BareProcesses.StartAsync(system))
        {
            await Wrk.RunAsync(bare.Bytes, ["/movie"], WarmUp);
            await Wrk.RunAsync(bare.Hop, ["/movie"], WarmUp);
            await RestAsync("bare Kestrel, the bytes of a movie", bare.Bytes, ["/movie"], duration);
            (_hopRate, _hopCost) = await RestAsync("bare hop, REST to gRPC to JSON", bare.Hop, ["/movie"], duration);
        }

        var scenarios = addresses.Where(scenario => only.Split(',').Any(part => scenario.Name.Contains(part, StringComparison.Ordinal))).ToList();
        foreach (var gateway in new[] { system.UncachedGateway, system.Gateway })
            await Wrk.RunAsync(gateway, [.. scenarios.SelectMany(scenario => scenario.Popular)], WarmUp, "br");
        foreach (var scenario in scenarios)
        {
            // The code of every way an answer is made, and the plans of every connection.
            await Wrk.RunAsync(system.UncachedGateway, scenario.Popular, WarmUp / 2, scenario.Encoding);
            var unasked = scenario.Distinct;
            var warmed = await Wrk.RunAsync(system.Gateway, unasked, WarmUp, scenario.Encoding);
            unasked = After(unasked, warmed.PerSecond * WarmUp.TotalSeconds);
            await system.ForgetAsync();
            var (rate, _) = await RestAsync($"{scenario.Name}, cold", system.Gateway, unasked, duration / 2, scenario.Encoding);
            if (scenario.Crowd > 0)
            {
                unasked = After(unasked, rate * duration.TotalSeconds / 2);
                await system.ForgetAsync();
                await RestAsync($"{scenario.Name}, cold, a crowd of {scenario.Crowd}", system.Gateway, unasked, duration, scenario.Encoding, scenario.Crowd);
            }

            // Until the service has all of them, which it keeps once they are asked for again.
            await Wrk.RunAsync(system.UncachedGateway, scenario.Popular, WarmUp / 5, scenario.Encoding);
            await RestAsync($"{scenario.Name}, cached by the service", system.UncachedGateway, scenario.Popular, duration, scenario.Encoding);
            await RestAsync($"{scenario.Name}, cached", system.Gateway, scenario.Popular, duration, scenario.Encoding);
        }

        await GrpcLoad.RunAsync(system, duration, Report);
        await system.StopRedisAsync();
        Console.WriteLine("Redis stopped:");
        foreach (var scenario in scenarios)
            await RestAsync($"{scenario.Name}, cold", system.UncachedGateway, scenario.Distinct, duration / 2, scenario.Encoding);
    }

    // What is asked for a second time is looked for, and kept, in other ways. The threads of wrk may be some requests apart.
    private static List<string> After(IReadOnlyList<string> paths, double asked)
    {
        var next = (int)(asked * 1.1) % paths.Count;
        return [.. paths.Skip(next), .. paths.Take(next)];
    }

    // What the bare hop of this run makes: nothing but shares of it can be compared between machines.
    private static double _hopRate;
    private static double _hopCost;

    private static async Task<(double Rate, double Cost)> RestAsync(
        string name, Uri server, IReadOnlyList<string> paths, TimeSpan duration, string? encoding = null, int connections = Wrk.Connections)
    {
        var before = ProcessorTimes.Take();
        var result = await Wrk.RunAsync(server, paths, duration, encoding, connections);
        var costs = ProcessorTimes.Take().PerRequest(before, result.PerSecond * duration.TotalSeconds);
        Report(name, result, costs);
        return (result.PerSecond, costs.Values.Sum());
    }

    private static void Report(string name, LoadResult result) => Report(name, result, new Dictionary<string, double>());

    private static void Report(string name, LoadResult result, IReadOnlyDictionary<string, double> costs)
    {
        var total = costs.Values.Sum();
        Console.WriteLine(FormattableString.Invariant(
            $"  {name,-44} {result.PerSecond,11:N0} {(_hopRate > 0 ? result.PerSecond / _hopRate : 1),7:0%} {result.P50.TotalMilliseconds,9:0.00} {result.P99.TotalMilliseconds,9:0.00} {result.Failed,8}  ")
            + (result.Refused > 0 ? FormattableString.Invariant($"{result.Refused} of them refused by 503  ") : "")
            + (total > 0 ? FormattableString.Invariant($"{(_hopCost > 0 ? _hopCost / total : 1):0%}  {total:0} = ")
                + string.Join(" + ", costs.Select(cost => FormattableString.Invariant($"{cost.Key} {cost.Value:0}"))) : ""));
    }
}
