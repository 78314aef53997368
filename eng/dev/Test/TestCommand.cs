using System.CommandLine;
using System.Diagnostics;
using MovieAspire.Dev.Building;
using MovieAspire.Dev.Setup;
using MovieAspire.Dev.Shell;

namespace MovieAspire.Dev.Test;

/// <summary><c>dotnet dev.cs test</c>: sets up, builds and runs every test; its last line is the sum.</summary>
internal static class TestCommand
{
    // These start many processes of the product, and one measures a rate: they get the machine for themselves.
    private static readonly string[] Alone = ["MovieAspire.AppHost.Tests", "MovieAspire.Worker.Faults.Tests"];
    private const int Parallel = 2;

    internal static System.CommandLine.Command Create()
    {
        var filter = new Option<string?>("--filter") { Description = "only test projects whose name contains this" };
        var command = new System.CommandLine.Command("test", "Runs every test.") { filter };
        command.SetAction((result, ct) => RunAsync(result.GetValue(filter), ct));
        return command;
    }

    private static async Task<int> RunAsync(string? filter, CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        await SetupCommand.RunAsync(withBrowser: true, ct);
        await Build.ProjectAsync(RunMode.Processes, Path.Combine(Repository.Root, "MovieAspire.sln"), ct);

        Coverage.Clear();
        var projects = Find(filter);
        var results = new List<TestResult>();
        await System.Threading.Tasks.Parallel.ForEachAsync(
            projects.Where(project => !Alone.Contains(project.Name)),
            new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = ct },
            async (project, stop) => Add(await project.RunAsync(stop)));
        foreach (var project in projects.Where(project => Alone.Contains(project.Name)))
            Add(await project.RunAsync(ct));

        Coverage.Print();
        Console.WriteLine($"Finished in {clock.Elapsed.TotalSeconds:F0} s.");
        var total = results.Aggregate(TestResult.None, (sum, result) => sum + result);
        if (total.Passed + total.Failed == 0)
            Console.WriteLine("No test ran.");
        Console.WriteLine($"{total.Passed} passed, {total.Failed} failed, {total.Skipped} skipped");
        return total.Failed > 0 || total.Passed == 0 || results.Any(result => result.Crashed) ? 1 : 0;

        void Add(TestResult result)
        {
            lock (results)
                results.Add(result);
        }
    }

    private static List<TestProject> Find(string? filter) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.Tests.csproj", SearchOption.AllDirectories)
            .Select(file => new TestProject(Path.GetFileNameWithoutExtension(file)))
            .Where(project => filter is null || project.Name.Contains(filter, StringComparison.OrdinalIgnoreCase))
            .OrderBy(project => project.Name, StringComparer.Ordinal)
            .ToList();
}
