using System.CommandLine;
using System.Text.Json;
using MovieAspire.Dev.Shell;

namespace MovieAspire.Dev.Backup;

/// <summary><c>dotnet dev.cs export FILE</c>: everything that Postgres holds, in pg_dump's custom format, while the system goes on.</summary>
internal static class ExportCommand
{
    internal static System.CommandLine.Command Create()
    {
        var file = new Argument<string>("file") { Description = "where to; it must not exist" };
        var connection = new Option<string?>("--connection") { Description = "postgresql://user:password@host:port/moviedb of another system" };
        var command = new System.CommandLine.Command("export", "Writes everything that Postgres holds into a file, and the number of rows beside it.")
        {
            file, connection,
        };
        command.SetAction((result, ct) => RunAsync(Postgres.Find(result.GetValue(connection)), Path.GetFullPath(result.GetRequiredValue(file)), ct));
        return command;
    }

    /// <summary>The numbers of rows that an export holds.</summary>
    internal static string CountsFile(string file) => file + ".counts.json";

    private static async Task<int> RunAsync(Postgres postgres, string file, CancellationToken ct)
    {
        if (File.Exists(file))
            throw new DevException($"{file} exists already.");
        await using var snapshot = await postgres.BeginSnapshotAsync(ct);
        var draft = file + ".new";
        await postgres.RunAsync(
            "pg_dump", ["--format=custom", "--snapshot", snapshot.Id, "--file", draft, postgres.Database], ct);
        var counts = await snapshot.CountAsync(ct);
        await File.WriteAllTextAsync(CountsFile(file), JsonSerializer.Serialize(counts), ct);
        File.Move(draft, file);
        Console.WriteLine($"{file}: {new FileInfo(file).Length / 1024 / 1024.0:F1} MB, {TableCounts.Describe(counts)}.");
        return 0;
    }
}
