using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using MovieAspire.Dev.Setup;
using MovieAspire.Dev.Shell;

namespace MovieAspire.Dev.Mutants;

/// <summary>
/// <c>dotnet dev.cs mutants</c>: puts small faults into a copy of the product, one at a time, and counts how many the tests notice. Each
/// result is written at once; what has one is passed over by the next call.
/// </summary>
internal static class MutantsCommand
{
    private static readonly TimeSpan LongestBaseline = TimeSpan.FromMinutes(5);

    internal static System.CommandLine.Command Create()
    {
        var list = new Option<string>("--list")
        {
            Description = "the faults, one a line: file, original, replacement, test project, filter",
            DefaultValueFactory = _ => Path.Combine(Repository.Root, "tests", "mutants", "mutants.tsv"),
        };
        var results = new Option<string>("--results")
        {
            Description = "where the results are kept",
            DefaultValueFactory = _ => Path.Combine(Repository.Artifacts, "mutants", "results.tsv"),
        };
        var skip = new Option<int>("--skip") { Description = "faults of the list to pass over" };
        var minutes = new Option<double>("--minutes") { Description = "ends after so long, to be gone on with by the next call", DefaultValueFactory = _ => double.MaxValue };
        var take = new Option<int>("--take") { Description = "faults to try, counted in the list; all by default", DefaultValueFactory = _ => int.MaxValue };
        var command = new System.CommandLine.Command("mutants", "Puts small faults into the product, one at a time, and counts those that the tests notice.")
        {
            list, results, skip, take, minutes,
        };
        command.SetAction((result, ct) => RunAsync(
            [.. Mutant.ReadList(result.GetRequiredValue(list)).Skip(result.GetValue(skip)).Take(result.GetValue(take))],
            new MutantResults(result.GetRequiredValue(results)), result.GetValue(minutes), ct));
        return command;
    }

    private static async Task<int> RunAsync(IReadOnlyList<Mutant> mutants, MutantResults results, double minutes, CancellationToken ct)
    {
        var total = Stopwatch.StartNew();
        await SetupCommand.RunAsync(withBrowser: true, ct);
        var tree = await MutantTree.PrepareAsync(ct);
        try
        {
            // Tests next to each other share what was built.
            foreach (var mutant in mutants.Where(mutant => results.Find(mutant) is null)
                .GroupBy(mutant => mutant.Project).SelectMany(group => group.OrderBy(mutant => mutant.Filter, StringComparer.Ordinal))
                .TakeWhile(_ => total.Elapsed.TotalMinutes < minutes))
            {
                var clock = Stopwatch.StartNew();
                var (verdict, note) = await TryAsync(tree, mutant, results, ct);
                results.Add(mutant, verdict, clock.Elapsed, note);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{verdict,-7} {clock.Elapsed.TotalSeconds,5:F0} s  {mutant.File}: {mutant.Replacement}{(note.Length > 0 ? $"  ({note})" : "")}"));
            }
        }
        finally
        {
            await tree.StopCompilerAsync();
        }

        results.Print(mutants);
        return 0;
    }

    private static async Task<(Verdict Verdict, string Note)> TryAsync(MutantTree tree, Mutant mutant, MutantResults results, CancellationToken ct)
    {
        try
        {
            if (await tree.BuildAsync(mutant.Project, ct) is { } error)
                return (Verdict.Invalid, $"without the fault it does not build: {error}");
            var baseline = await BaselineAsync(tree, mutant, results, ct);
            if (baseline.Problem.Length > 0)
                return (Verdict.Invalid, baseline.Problem);
            using (await tree.PutAsync(mutant, ct))
            {
                // Where the first failure ends them on a busy machine, it may be missing from their sum.
                var verdict = await VerdictAsync(tree, mutant, isWhole: false, LimitOf(baseline.Duration), ct);
                return verdict.Verdict is Verdict.Missed
                    ? await VerdictAsync(tree, mutant, isWhole: true, LimitOf(baseline.Duration), ct) : verdict;
            }
        }
        catch (DevException error)
        {
            return (Verdict.Invalid, error.Message);
        }
    }

    private static async Task<(Verdict Verdict, string Note)> VerdictAsync(
        MutantTree tree, Mutant mutant, bool isWhole, TimeSpan limit, CancellationToken ct) => await tree.TestAsync(mutant, isWhole, limit, ct) switch
        {
            null => (Verdict.Noticed, "the tests did not end"),
            (_, > 0) => (Verdict.Noticed, ""),
            _ => (Verdict.Missed, ""),
        };

    /// <summary>How the tests do without a fault; asked once for each set of tests.</summary>
    private static async Task<Baseline> BaselineAsync(MutantTree tree, Mutant mutant, MutantResults results, CancellationToken ct)
    {
        if (results.Baseline(mutant.Tests) is { } known)
            return known;
        // A test that a busy machine makes fail once passes the next time.
        var baseline = new Baseline("", TimeSpan.Zero);
        for (var attempt = 1; attempt <= 2; attempt++)
        {
            var clock = Stopwatch.StartNew();
            var problem = await tree.TestAsync(mutant, isWhole: true, LongestBaseline, ct) switch
            {
                null => "without the fault the tests do not end",
                (_, > 0) => "the tests fail without the fault",
                (0, _) => "there are no such tests",
                _ => "",
            };
            baseline = new(problem, clock.Elapsed);
            if (problem.Length == 0)
                break;
        }

        results.AddBaseline(mutant.Tests, baseline);
        return baseline;
    }

    // A machine may be busier than it was when they were measured.
    private static TimeSpan LimitOf(TimeSpan baseline) => TimeSpan.FromSeconds(30) + (2 * baseline);
}
