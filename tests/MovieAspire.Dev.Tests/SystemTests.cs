using System.Diagnostics;
using System.Globalization;
using MovieAspire.Dev.Running;
using MovieAspire.Dev.Shell;
using MovieAspire.Dev.Up;

namespace MovieAspire.Dev.Tests;

public class SystemTests
{
    [Theory]
    [InlineData("worker            | 2026-11-21 19:39:09.723 warn: MovieAspire.Worker.Runs[1] Run x is partial", true)]
    [InlineData("worker            | 2026-11-21 19:39:09.723 info: MovieAspire.Worker.Runs[1] Run x ended", false)]
    [InlineData("worker            | fail: MovieAspire.Worker.Runs[1] A run could not be executed", true)]
    [InlineData("postgres          | 2026-11-21 19:39:09.723 UTC [15715] FATAL:  password authentication failed", true)]
    [InlineData("postgres          | 2026-11-21 19:39:09.008 UTC [15683] LOG:  starting PostgreSQL 15", false)]
    [InlineData("redis             | 15642:M 21 Nov 2026 19:39:08.157 # WARNING Memory overcommit must be enabled!", false)]
    [InlineData("gateway           ! Unhandled exception.", true)]
    [InlineData("fail: Aspire.Hosting.Dcp[0] no container engine", true)]
    [InlineData("apphost           | All resources are up.", false)]
    public void Of_all_lines_those_are_shown_that_say_that_something_is_wrong(string line, bool isWrong) =>
        Assert.Equal(isWrong, SystemOutput.IsWrong(line));

    [Fact]
    public async Task A_process_that_ends_is_shown_with_its_last_lines()
    {
        var output = new SystemOutput(new StringReader("""
            worker            | info: working
            apphost           | 'worker' ended with exit code 137.
            apphost           | Cause: it was killed (SIGKILL).
            apphost           | Its last lines:
            apphost           |     info: working
            catalog           | info: serving
            """));

        await output.ReadAsync(CancellationToken.None);

        Assert.Equal(4, output.Newest.Count);
        Assert.Contains("exit code 137", output.Newest[0], StringComparison.Ordinal);
        Assert.DoesNotContain(output.Newest, line => line.Contains("serving", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_killed_process_that_nobody_looks_after_does_not_run()
    {
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", "sleep 600 & echo $!; exec sleep 600"]) { RedirectStandardOutput = true })!;
        try
        {
            var child = int.Parse((await shell.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
            using (var process = Process.GetProcessById(child))
            {
                var state = new RunState(child, process.StartTime.ToUniversalTime(), "processes", "", "", "");
                Assert.True(ProcessState.IsAlive(child));
                Assert.NotNull(state.FindProcess());
                process.Kill();
                using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
                while (ProcessState.IsAlive(child))
                    await Task.Delay(10, limit.Token);
                Assert.Null(state.FindProcess());
            }

            Assert.True(Directory.Exists($"/proc/{child}"));
        }
        finally
        {
            shell.Kill(entireProcessTree: true);
        }
    }

    [Fact]
    public async Task A_log_that_is_full_begins_anew_and_the_one_before_stays()
    {
        var folder = Directory.CreateTempSubdirectory("log-").FullName;
        try
        {
            var log = Path.Combine(folder, "apphost.log");
            using var keeper = Process.Start(new ProcessStartInfo("bash", ["-c", LogFile.Keep])
            {
                RedirectStandardInput = true, Environment = { ["log"] = log, ["bytes"] = "1000" },
            })!;
            for (var line = 0; line < 655; line++)
                await keeper.StandardInput.WriteLineAsync($"line {line:D4}");
            keeper.StandardInput.Close();
            await keeper.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));

            Assert.Equal(["apphost.log", "apphost.log.1"], Directory.GetFiles(folder).Select(Path.GetFileName).Order());
            Assert.Equal(1000, new FileInfo(log + ".1").Length);
            Assert.EndsWith("line 0654\n", File.ReadAllText(log), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("Exited", null, 137, "ended with exit code 137", true)]
    [InlineData("Running", "Degraded", null, "degraded: redis", true)]
    [InlineData("Running", "Healthy", null, "healthy", false)]
    [InlineData("Not installed", null, null, "not installed, not needed", false)]
    public void A_resource_says_what_became_of_it(string state, string? health, int? exitCode, string text, bool isWrong)
    {
        var resource = new ResourceView("worker", state, health, exitCode, health is "Degraded" ? "redis" : null);
        Assert.Equal((text, isWrong), (resource.Describe(), resource.IsWrong));
    }
}
