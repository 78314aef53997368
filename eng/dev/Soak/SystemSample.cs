using System.Globalization;
using System.Text.Json;
using MovieAspire.Dev.Backup;
using MovieAspire.Dev.Running;
using MovieAspire.Dev.Shell;

namespace MovieAspire.Dev.Soak;

/// <summary>What a running system holds at a moment, each with its unit in its name.</summary>
internal static class SystemSample
{
    private const double Megabyte = 1024 * 1024;

    internal static async Task<IReadOnlyDictionary<string, double>> TakeAsync(RunState state, Postgres postgres, CancellationToken ct)
    {
        var values = new Dictionary<string, double>();
        var processes = Descendants(state.ProcessId).Select(id => (Id: id, Line: File.ReadAllText($"/proc/{id}/cmdline").Split('\0'))).ToList();
        foreach (var (id, line) in processes)
        {
            // "dotnet MovieAspire.Worker.dll"
            if (line.FirstOrDefault(part => part.EndsWith(".dll", StringComparison.Ordinal) && part.Contains("MovieAspire", StringComparison.Ordinal)) is not { } program)
                continue;
            var name = Path.GetFileNameWithoutExtension(program).Replace("MovieAspire.", "", StringComparison.Ordinal);
            values[$"{name}, memory MB"] = Memory(id);
            values[$"{name}, open files"] = Directory.GetFileSystemEntries($"/proc/{id}/fd").Length;
        }

        // Redis writes its address into its command line: "redis-server 127.0.0.1:6379".
        if (processes.Select(process => process.Line[0]).FirstOrDefault(line => line.Contains("redis-server", StringComparison.Ordinal) && line.Contains(':', StringComparison.Ordinal)) is { } redis)
            await AskRedisAsync(redis[(redis.LastIndexOf(':') + 1)..].Trim(), values, ct);

        foreach (var row in await postgres.QueryAsync(
            "postgres", "SELECT usename || '=' || count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND datname = 'moviedb' GROUP BY usename", ct))
        {
            values[$"Postgres, connections of {row.Split('=')[0]}"] = Number(row.Split('=')[1]);
        }

        values["log, KB"] = new[] { state.LogFile, $"{state.LogFile}.1" }.Where(File.Exists).Sum(file => new FileInfo(file).Length) / 1024.0;
        return values;
    }

    private static async Task AskRedisAsync(string port, Dictionary<string, double> values, CancellationToken ct)
    {
        var secrets = JsonSerializer.Deserialize<Dictionary<string, string>>(await File.ReadAllTextAsync(Path.Combine(Repository.Run, "secrets.json"), ct))!;
        var environment = new Dictionary<string, string> { ["REDISCLI_AUTH"] = secrets["Parameters:redis-password"] };
        var info = await Command.RequireAsync("redis-cli", ["-p", port, "INFO"], "redis-cli INFO", ct, environment: environment);
        values["Redis, memory MB"] = Info("used_memory") / Megabyte;
        values["Redis, connections"] = Info("connected_clients");
        values["Redis, keys"] = Number((await Command.RequireAsync("redis-cli", ["-p", port, "DBSIZE"], "redis-cli DBSIZE", ct, environment: environment)).Trim());

        double Info(string name) => Number(info.Split('\n').First(line => line.StartsWith($"{name}:", StringComparison.Ordinal)).Split(':')[1].Trim());
    }

    private static List<int> Descendants(int root)
    {
        var parents = Directory.GetDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, CultureInfo.InvariantCulture, out _))
            .Select(name => (Id: int.Parse(name!, CultureInfo.InvariantCulture), Stat: ProcessState.Stat(name!)))
            .Where(process => process.Stat is [not "Z", _, ..])
            .ToLookup(process => int.Parse(process.Stat![1], CultureInfo.InvariantCulture), process => process.Id);
        return [.. Below(root)];

        IEnumerable<int> Below(int parent) => parents[parent].SelectMany(child => Below(child).Prepend(child)).Prepend(parent).Distinct();
    }

    // "VmRSS:    123456 kB"
    private static double Memory(int id) => Number(
        File.ReadLines($"/proc/{id}/status").First(line => line.StartsWith("VmRSS", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2]) / 1024;

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
