using System.Diagnostics;

namespace MovieAspire.Dev.Building;

internal static class Build
{
    internal const string Configuration = "Release";

    /// <summary>MSBuild reads UseStandIns from here; without node reuse no build process is left behind.</summary>
    internal static Dictionary<string, string> Environment(RunMode mode) => new()
    {
        ["UseStandIns"] = mode is RunMode.Processes ? "true" : "false",
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_NOLOGO"] = "1",
    };

    internal static async Task ProjectAsync(RunMode mode, string project, CancellationToken ct)
    {
        Console.WriteLine($"Building {Path.GetFileName(project)} ...");
        var clock = Stopwatch.StartNew();
        await Command.RequireAsync(
            "dotnet",
            ["build", project, "--configuration", Configuration, "--verbosity", "quiet", "-nodeReuse:false", "-p:UseSharedCompilation=true"],
            "The build", ct, environment: Environment(mode));

        // One warm compiler halves the time of a build; it is not left behind.
        await Command.CaptureAsync("dotnet", ["build-server", "shutdown", "--vbcscompiler"], ct);
        Console.WriteLine($"Built in {clock.Elapsed.TotalSeconds:F0} s.");
    }
}
