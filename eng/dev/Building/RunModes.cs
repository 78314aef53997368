using MovieAspire.Dev.Shell;

namespace MovieAspire.Dev.Building;

/// <summary>The two ways to run (eng/standins/README.md); Auto picks one.</summary>
internal enum RunMode
{
    Auto,
    Containers,
    Processes,
}

internal static class RunModes
{
    /// <summary>Auto means containers only where an engine answers and the official packages restore.</summary>
    internal static async Task<RunMode> ChooseAsync(RunMode asked, CancellationToken ct)
    {
        if (asked is not RunMode.Auto)
            return asked;

        var containers = await HasContainerEngineAsync(ct) && await CanRestoreAsync(ct);
        var mode = containers ? RunMode.Containers : RunMode.Processes;
        Console.WriteLine($"Running as {mode.ToString().ToLowerInvariant()}.");
        return mode;
    }

    private static async Task<bool> HasContainerEngineAsync(CancellationToken ct)
    {
        foreach (var engine in new[] { "docker", "podman" })
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(TimeSpan.FromSeconds(10));
            try
            {
                // `docker info` exits with 0 even without an engine when it has a format to print; `ps` does not.
                if ((await Command.CaptureAsync(engine, ["ps", "--quiet"], limit.Token)).ExitCode == 0)
                    return true;
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                // An engine that hangs is no engine.
            }
        }

        return false;
    }

    private static async Task<bool> CanRestoreAsync(CancellationToken ct)
    {
        var environment = Build.Environment(RunMode.Containers);
        var result = await Command.CaptureAsync(
            "dotnet", ["restore", Repository.AppHostProject, "--verbosity", "quiet"], ct, environment: environment);
        return result.ExitCode == 0;
    }
}
