using System.Diagnostics;
using System.Runtime.InteropServices;
using MovieAspire.Dev.Running;

namespace MovieAspire.Dev.Up;

/// <summary><c>dotnet dev.cs down</c>: stops the system that runs from this checkout.</summary>
internal static partial class DownCommand
{
    private const int SigTerm = 15;
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(60);

    internal static System.CommandLine.Command Create()
    {
        var command = new System.CommandLine.Command("down", "Stops a running system.");
        command.SetAction(async (_, _) =>
        {
            if (RunState.Read() is not { } state || state.FindProcess() is not { } process)
            {
                Console.WriteLine("MovieAspire is not running from this checkout.");
                return 0;
            }

            await StopAsync(process);
            RunState.Delete();
            Console.WriteLine("Stopped.");
            return 0;
        });
        return command;
    }

    /// <summary>Asks the AppHost to stop everything in order; kills it when it does not within the limit.</summary>
    internal static async Task StopAsync(Process process)
    {
        if (process.HasExited)
            return;

        _ = Kill(process.Id, SigTerm);
        using var limit = new CancellationTokenSource(StopLimit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine($"It did not stop within {StopLimit.TotalSeconds:F0} s and is killed.");
            process.Kill(entireProcessTree: true);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int processId, int signal);
}
