using System.Diagnostics;
using System.Xml.Linq;
using MovieAspire.Dev.Building;
using MovieAspire.Dev.Shell;

namespace MovieAspire.Dev.Test;

/// <summary>One built test project.</summary>
internal sealed record TestProject(string Name)
{
    private static readonly XNamespace Trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    /// <summary>Runs its tests; output is shown only when something is wrong.</summary>
    internal async Task<TestResult> RunAsync(CancellationToken ct)
    {
        var folder = Path.Combine(Repository.Artifacts, "test-results");
        var report = Path.Combine(folder, $"{Name}.trx");
        Directory.CreateDirectory(folder);
        File.Delete(report);

        var program = Path.Combine(Repository.Artifacts, "processes", "bin", Name, "release", $"{Name}.dll");
        var clock = Stopwatch.StartNew();
        var run = await Command.CaptureAsync(
            "dotnet",
            ["test", program, "--logger", $"trx;LogFileName={Name}.trx", "--results-directory", folder,
             "--blame-hang-timeout", "4m", "--blame-hang-dump-type", "none", .. Coverage.Arguments(program)],
            ct, environment: Build.Environment(RunMode.Processes));

        var result = Read(report) with { Crashed = run.ExitCode != 0 };
        Console.WriteLine(
            $"{Name}: {result.Passed} passed, {result.Failed} failed, {result.Skipped} skipped ({clock.Elapsed.TotalSeconds:F0} s)");
        if (result.Crashed || result.Failed > 0)
            Console.WriteLine(run.Output);
        return result;
    }

    private static TestResult Read(string report)
    {
        if (!File.Exists(report))
            return TestResult.None;

        var counters = XDocument.Load(report).Descendants(Trx + "Counters").Single();
        int Count(string name) => (int?)counters.Attribute(name) ?? 0;
        var (total, executed, passed) = (Count("total"), Count("executed"), Count("passed"));
        return new TestResult(passed, executed - passed, total - executed, Crashed: false);
    }
}
