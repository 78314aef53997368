using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using MovieAspire.Dev.Building;
using MovieAspire.Dev.Setup;
using MovieAspire.Dev.Shell;

namespace MovieAspire.Dev.Sql;

/// <summary><c>dotnet dev.cs sql "SELECT ..."</c>: asks the lake, and changes nothing in it.</summary>
internal static class SqlCommand
{
    private const string Name = "MovieAspire.Sql";

    private static readonly Argument<string> Query = new("query")
    {
        Description = "SELECT, FROM, WITH, DESCRIBE, SUMMARIZE or SHOW TABLES over the tables of silver and gold, and bronze",
        DefaultValueFactory = _ => "SHOW TABLES",
    };

    private static readonly Option<string> Format = new("--format") { Description = "table, csv or json", DefaultValueFactory = _ => "table" };
    private static readonly Option<int> Timeout = new("--timeout") { Description = "seconds that the query may take", DefaultValueFactory = _ => 60 };
    private static readonly Option<string?> Lake = new("--lake") { Description = "the folder of another lake than that of this checkout's system" };

    internal static System.CommandLine.Command Create()
    {
        Format.AcceptOnlyFromAmong("table", "csv", "json");
        Timeout.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 3600)
                result.AddError("--timeout must be between 1 and 3600 seconds.");
        });
        var command = new System.CommandLine.Command("sql", "Asks the lake a question.") { Query, Format, Timeout, Lake };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result, CancellationToken ct)
    {
        var lake = Path.GetFullPath(result.GetValue(Lake) ?? Path.Combine(Repository.Run, "lake"));
        if (!Directory.Exists(lake))
            throw new DevException($"There is no lake in {lake}: a run that collects makes one, or give --lake.");

        var program = Path.Combine(Repository.Artifacts, "processes", "bin", Name, "release", $"{Name}.dll");
        if (!IsCurrent(program))
            await BuildAsync(ct);

        // Without redirection: the answer is this terminal's, or the pipe's.
        using var process = Process.Start(new ProcessStartInfo("dotnet",
        [
            program, lake, result.GetValue(Format)!, result.GetValue(Timeout).ToString(CultureInfo.InvariantCulture), result.GetRequiredValue(Query),
        ]))!;
        await process.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode;
    }

    // A build takes seconds, an answer does not.
    private static bool IsCurrent(string program)
    {
        string[] sources = [Path.Combine("eng", "sql"), Path.Combine("src", "MovieAspire.Lake"), Path.Combine("eng", "standins", "DuckDB.NET.Data.Full")];
        return File.Exists(program) && sources
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*", SearchOption.AllDirectories))
            .All(file => File.GetLastWriteTimeUtc(file) <= File.GetLastWriteTimeUtc(program));
    }

    // What it says is no part of the answer.
    private static async Task BuildAsync(CancellationToken ct)
    {
        var output = Console.Out;
        Console.SetOut(Console.Error);
        try
        {
            await SetupCommand.RunAsync(withBrowser: false, ct);
            await Build.ProjectAsync(RunMode.Processes, Path.Combine(Repository.Root, "eng", "sql", $"{Name}.csproj"), ct);
        }
        finally
        {
            Console.SetOut(output);
        }
    }
}
