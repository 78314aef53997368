using System.CommandLine;
using MovieAspire.Dev.Building;
using MovieAspire.Dev.Running;
using MovieAspire.Dev.Setup;
using MovieAspire.Dev.Shell;

namespace MovieAspire.Dev.Up;

/// <summary>What the user asked of <c>up</c>.</summary>
internal sealed record UpOptions(RunMode Mode, string? Dataset, int GatewayPort, bool Detach, bool Quick, bool Empty, bool Restart);

/// <summary><c>dotnet dev.cs up</c>: from a fresh checkout to a system that serves movies.</summary>
internal static class UpCommand
{
    internal static System.CommandLine.Command Create()
    {
        var mode = new Option<RunMode>("--mode") { Description = "auto, containers or processes", DefaultValueFactory = _ => RunMode.Auto };
        var dataset = new Option<string?>("--dataset") { Description = "a directory of data set files for the provider emulator" };
        var port = new Option<int>("--gateway-port") { Description = "the port of the REST gateway", DefaultValueFactory = _ => 5080 };
        var detach = new Option<bool>("--detach") { Description = "return when the system is up; stop it with `dotnet dev.cs down`" };
        var quick = new Option<bool>("--quick") { Description = "only the movies of the first quick run, not the whole data set" };
        var empty = new Option<bool>("--empty") { Description = "no first run, for `import`" };
        var restart = new Option<bool>("--restart") { Description = "start a process again that ends by itself (processes only)" };

        var command = new System.CommandLine.Command("up", "Starts everything and fills an empty catalog.")
        {
            mode, dataset, port, detach, quick, empty, restart,
        };
        command.SetAction((result, ct) => RunAsync(
            new UpOptions(
                result.GetValue(mode), result.GetValue(dataset), result.GetValue(port), result.GetValue(detach),
                result.GetValue(quick), result.GetValue(empty), result.GetValue(restart)), ct));
        return command;
    }

    private static async Task<int> RunAsync(UpOptions options, CancellationToken ct)
    {
        Check(options);
        if (RunState.Read() is { } running)
        {
            Console.WriteLine("MovieAspire is up already; `dotnet dev.cs down` stops it.");
            running.Print();
            return 0;
        }

        if (RunState.ReadLast() is not null)
        {
            Console.WriteLine("The last system of this checkout was killed; what it kept is still there.");
            RunState.Delete();
        }

        if (!Ports.IsFree(options.GatewayPort))
            throw new DevException($"Port {options.GatewayPort} is taken by another program. Choose one with --gateway-port.");
        var mode = await RunModes.ChooseAsync(options.Mode, ct);
        if (mode is RunMode.Processes)
            await SetupCommand.RunAsync(withBrowser: false, ct);

        await Build.ProjectAsync(mode, Repository.AppHostProject, ct);
        await using var system = AppHostProcess.Start(mode, options);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var output = options.Detach ? null : new SystemOutput(system.Output);
        var reading = output?.ReadAsync(ended.Token) ?? Task.CompletedTask;
        try
        {
            await system.WaitUntilHealthyAsync(ct);
            var rest = options.Empty ? null : await FirstIngestion.RunIfEmptyAsync(options, ct);
            system.State.Print();
            if (options.Detach)
            {
                system.Leave();
                return 0;
            }

            Console.WriteLine("Press Ctrl+C to stop.");
            var picture = SystemPicture.ShowAsync(system.State, output!, ended.Token);
            var computing = rest is null ? Task.CompletedTask : FirstIngestion.ComputeAfterAsync(rest, ended.Token);
            var exitCode = await system.WaitForExitAsync(ct);
            await ended.CancelAsync();
            await Task.WhenAll(picture, computing, reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return exitCode;
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine("Stopping ...");
            return 0;
        }
    }

    private static void Check(UpOptions options)
    {
        if (options.GatewayPort is < 1 or > 65535)
            throw new DevException("--gateway-port must be between 1 and 65535.");
        if (options.Dataset is { } dataset && !Directory.Exists(dataset))
            throw new DevException($"--dataset: there is no directory {Path.GetFullPath(dataset)}.");
    }
}
