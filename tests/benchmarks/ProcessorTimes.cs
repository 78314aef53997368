using System.Globalization;

namespace MovieAspire.Benchmarks;

/// <summary>
/// Processor time of everything that this program has started, by program: what a request costs is the same however many
/// others use the machine, while requests per second are not.
/// </summary>
internal sealed class ProcessorTimes
{
    // USER_HZ of /proc/PID/stat.
    private const double TicksPerSecond = 100;

    private readonly Dictionary<string, double> _seconds;

    private ProcessorTimes(Dictionary<string, double> seconds) => _seconds = seconds;

    public static ProcessorTimes Take()
    {
        var processes = Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? Read(id) : null)
            .OfType<(int Id, int Parent, string Program, double Seconds)>().ToDictionary(process => process.Id);
        var seconds = new Dictionary<string, double>();
        foreach (var process in processes.Values.Where(process => process.Program is not ("wrk" or "sh") && process.Id != Environment.ProcessId && IsOurs(process.Id)))
            seconds[process.Program] = seconds.GetValueOrDefault(process.Program) + process.Seconds;
        return new(seconds);

        bool IsOurs(int id) => id == Environment.ProcessId || (processes.TryGetValue(id, out var process) && IsOurs(process.Parent));
    }

    /// <summary>Seconds of each program since then.</summary>
    public IReadOnlyDictionary<string, double> Since(ProcessorTimes earlier) =>
        _seconds.ToDictionary(program => program.Key, program => program.Value - earlier._seconds.GetValueOrDefault(program.Key));

    /// <summary>Microseconds of each program for a request since then.</summary>
    public IReadOnlyDictionary<string, double> PerRequest(ProcessorTimes earlier, double requests) => Since(earlier)
        .Select(program => (program.Key, Value: program.Value * 1e6 / requests))
        .Where(program => program.Value >= 0.5)
        .OrderBy(program => program.Key, StringComparer.Ordinal).ToDictionary(program => program.Key, program => program.Value);

    private static (int Id, int Parent, string Program, double Seconds)? Read(int id)
    {
        try
        {
            // pid (name) state parent ..., user and system time as 14th and 15th, those of its children that ended as 16th and 17th:
            // Postgres ends the processes of connections that nobody needs.
            var stat = File.ReadAllText($"/proc/{id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            var name = stat[(stat.IndexOf('(', StringComparison.Ordinal) + 1)..stat.LastIndexOf(')')];
            // Our services are all named "dotnet"; the bare ones differ by their role.
            if (name == "dotnet")
            {
                var words = File.ReadAllText($"/proc/{id}/cmdline").Split('\0', StringSplitOptions.RemoveEmptyEntries);
                name = words is [_, _, "bare", var role] ? $"bare {role}"
                    : words.Length > 1 ? Path.GetFileNameWithoutExtension(words[1]).Replace("MovieAspire.", "", StringComparison.Ordinal) : name;
            }

            return (id, int.Parse(fields[1], CultureInfo.InvariantCulture), name.ToLowerInvariant(),
                fields[11..15].Sum(ticks => long.Parse(ticks, CultureInfo.InvariantCulture)) / TicksPerSecond);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
