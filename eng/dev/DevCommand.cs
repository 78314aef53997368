using System.CommandLine;
using MovieAspire.Dev.Backup;
using MovieAspire.Dev.Bench;
using MovieAspire.Dev.Jobs;
using MovieAspire.Dev.Mutants;
using MovieAspire.Dev.Setup;
using MovieAspire.Dev.Shell;
using MovieAspire.Dev.Soak;
using MovieAspire.Dev.Sql;
using MovieAspire.Dev.Test;
using MovieAspire.Dev.Up;
using MovieAspire.Dev.Verify;
using Spectre.Console;

namespace MovieAspire.Dev;

/// <summary>The command line of dev.cs.</summary>
public static class DevCommand
{
    internal static RootCommand Create() => new RootCommand("Builds, runs and tests MovieAspire. Of a command: `dotnet dev.cs help COMMAND` or `dotnet dev.cs -- COMMAND --help`.")
    {
        UpCommand.Create(),
        DownCommand.Create(),
        StatusCommand.Create(),
        RunJobCommand.Create(),
        SqlCommand.Create(),
        VerifyCommand.Create(),
        ExportCommand.Create(),
        ImportCommand.Create(),
        TestCommand.Create(),
        BenchCommand.Create(),
        SoakCommand.Create(),
        MutantsCommand.Create(),
        SetupCommand.Create(),
    };

    /// <summary>Runs a command; returns the exit code of the process.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        // Spectre would colour a file that was asked to hold plain text.
        if (Console.IsOutputRedirected || Environment.GetEnvironmentVariable("NO_COLOR") is not null)
            AnsiConsole.Profile.Capabilities.Ansi = false;

        // `dotnet dev.cs up --help` shows the help of dotnet itself, so help is a command here too.
        string[] line = args is ["help", ..] ? [.. args[1..], "--help"] : args is [] ? ["--help"] : args;
        try
        {
            // The tool's own commands stop what they started; a default 2 s limit would cut that short.
            var invocation = new InvocationConfiguration
            {
                ProcessTerminationTimeout = TimeSpan.FromMinutes(2),
                EnableDefaultExceptionHandler = false,
            };
            using var parent = new ParentWatch();
            return await Create().Parse(line).InvokeAsync(invocation, parent.Token);
        }
        catch (DevException error)
        {
            await Console.Error.WriteLineAsync($"error: {error.Message}");
            return 1;
        }
        catch (OperationCanceledException)
        {
            return 130;
        }
    }
}
