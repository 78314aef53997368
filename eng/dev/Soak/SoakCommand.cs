using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using MovieAspire.Dev.Backup;
using MovieAspire.Dev.Running;
using MovieAspire.Dev.Shell;

namespace MovieAspire.Dev.Soak;

/// <summary>
/// <c>dotnet dev.cs soak</c>: asks the running system of this checkout at random, as anybody may, and says whether what it holds grows:
/// the last third of the time beside the first. It looks at processes of this machine: with containers their engine tells.
/// </summary>
internal static class SoakCommand
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    internal static System.CommandLine.Command Create()
    {
        var minutes = new Option<double>("--minutes") { Description = "how long", DefaultValueFactory = _ => 10 };
        var warmUp = new Option<double>("--warm-up") { Description = "minutes of them that are not compared", DefaultValueFactory = _ => 2 };
        var clients = new Option<int>("--clients") { Description = "how many ask at a time", DefaultValueFactory = _ => 8 };
        var seed = new Option<int>("--seed") { Description = "of what is asked", DefaultValueFactory = _ => 1 };
        var command = new System.CommandLine.Command("soak", "Asks the running system (processes only) at random for some minutes, and says whether memory, Redis, log and connections grow.")
        {
            minutes, warmUp, clients, seed,
        };
        command.SetAction((result, ct) => RunAsync(
            TimeSpan.FromMinutes(result.GetValue(minutes)), TimeSpan.FromMinutes(result.GetValue(warmUp)), result.GetValue(clients), result.GetValue(seed), ct));
        return command;
    }

    private static async Task<int> RunAsync(TimeSpan duration, TimeSpan warmUp, int clients, int seed, CancellationToken ct)
    {
        var state = RunState.Read() ?? throw new DevException("MovieAspire is not running from this checkout. Start it with `up --detach`.");
        Check(state);
        var postgres = Postgres.Find(null);
        using var requests = new AnonymousRequests(new Uri(state.GatewayUrl), seed);
        await requests.LearnAsync(ct);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var asking = Enumerable.Range(0, clients).Select(client => requests.RunAsync(client, stop.Token)).ToList();
        var samples = new List<IReadOnlyDictionary<string, double>>();
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < duration)
        {
            await Task.Delay(Interval, ct);
            if (clock.Elapsed >= warmUp)
                samples.Add(await SystemSample.TakeAsync(state, postgres, ct));
        }

        await stop.CancelAsync();
        await Task.WhenAll(asking);
        Print(requests, samples, clock.Elapsed);
        return 0;
    }

    internal static void Check(RunState state)
    {
        if (state.Mode != "processes")
            throw new DevException("soak measures the processes way alone; what containers hold is told by their engine (docker stats). Start with `up --mode processes`.");
    }

    private static void Print(AnonymousRequests requests, List<IReadOnlyDictionary<string, double>> samples, TimeSpan duration)
    {
        var total = requests.Answers.Values.Sum();
        Console.WriteLine(FormattableString.Invariant($"{total:N0} requests in {duration.TotalMinutes:0.0} min, {total / duration.TotalSeconds:N0} a second: ")
            + string.Join(", ", requests.Answers.OrderBy(answer => answer.Key, StringComparer.Ordinal).Select(answer => FormattableString.Invariant($"{answer.Key} {answer.Value:N0}"))));
        Console.WriteLine();
        Console.WriteLine("| | first third | last third | highest |");
        Console.WriteLine("|---|---|---|---|");
        foreach (var name in samples.SelectMany(sample => sample.Keys).Distinct().Order(StringComparer.Ordinal))
        {
            var values = samples.Where(sample => sample.ContainsKey(name)).Select(sample => sample[name]).ToList();
            var third = Math.Max(1, values.Count / 3);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {name} | {values.Take(third).Average():N1} | {values.TakeLast(third).Average():N1} | {values.Max():N1} |"));
        }
    }
}
