using System.Diagnostics;
using MovieAspire.Dev.Shell;

namespace MovieAspire.Dev.Tests;

public class ParentWatchTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_command_ends_when_the_program_that_runs_it_is_killed()
    {
        using var launcher = Process.Start("sleep", "600");
        using var watch = new ParentWatch(launcher.Id);
        var ended = new TaskCompletionSource();
        watch.Token.Register(ended.SetResult);
        Assert.False(watch.Token.IsCancellationRequested);

        launcher.Kill();

        await ended.Task.WaitAsync(Limit);
    }

    [Fact]
    public async Task A_launcher_that_nobody_has_looked_after_counts_as_gone()
    {
        // The shell never waits for its child, which stays as a zombie.
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", "sleep 600 & echo $!; exec sleep 600"]) { RedirectStandardOutput = true })!;
        try
        {
            var child = int.Parse((await shell.StandardOutput.ReadLineAsync())!, System.Globalization.CultureInfo.InvariantCulture);
            using var watch = new ParentWatch(child);
            var ended = new TaskCompletionSource();
            watch.Token.Register(ended.SetResult);

            using (var launcher = Process.GetProcessById(child))
                launcher.Kill();

            await ended.Task.WaitAsync(Limit);
        }
        finally
        {
            shell.Kill(entireProcessTree: true);
        }
    }
}
