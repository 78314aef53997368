using System.CommandLine;
using System.Diagnostics;
using MovieAspire.Dev.Building;
using MovieAspire.Dev.Setup;
using MovieAspire.Dev.Shell;

namespace MovieAspire.Dev.Bench;

/// <summary><c>dotnet dev.cs bench NAME [options]</c>: builds the benchmarks and runs one of them.</summary>
internal static class BenchCommand
{
    private const string Name = "MovieAspire.Benchmarks";

    internal static System.CommandLine.Command Create()
    {
        var line = new Argument<string[]>("name and options")
        {
            Description = "the benchmark and its own options; without any, the list of them",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new System.CommandLine.Command("bench", "Measures something; docs/benchmarks.md has the results.")
        {
            line,
        };
        // Its options are not known here.
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((result, ct) => RunAsync([.. result.GetValue(line) ?? [], .. result.UnmatchedTokens], ct));
        return command;
    }

    private static async Task<int> RunAsync(string[] line, CancellationToken ct)
    {
        await SetupCommand.RunAsync(withBrowser: false, ct);
        await Build.ProjectAsync(RunMode.Processes, Path.Combine(Repository.Root, "tests", "benchmarks", $"{Name}.csproj"), ct);

        var program = Path.Combine(Repository.Artifacts, "processes", "bin", Name, "release", $"{Name}.dll");
        // Without redirection: it draws on this terminal, and Ctrl+C reaches it.
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, .. line is [] ? ["--help"] : line]))!;
        await process.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode;
    }
}
