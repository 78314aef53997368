using System.Diagnostics;

namespace MovieAspire.Dev.Up;

internal static class Build
{
    internal const string Configuration = "Release";

    /// <summary>MSBuild reads UseStandIns from here; node reuse off leaves no build server behind.</summary>
    internal static Dictionary<string, string> Environment(RunMode mode) => new()
    {
        ["UseStandIns"] = mode is RunMode.Processes ? "true" : "false",
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_NOLOGO"] = "1",
    };

    internal static async Task SolutionAsync(RunMode mode, string project, CancellationToken ct)
    {
        Console.WriteLine($"Building {Path.GetFileName(project)} ...");
        var clock = Stopwatch.StartNew();
        await Command.RequireAsync(
            "dotnet",
            ["build", project, "--configuration", Configuration, "--verbosity", "quiet", "-nodeReuse:false", "-p:UseSharedCompilation=false"],
            "The build", ct, environment: Environment(mode));
        Console.WriteLine($"Built in {clock.Elapsed.TotalSeconds:F0} s.");
    }
}
