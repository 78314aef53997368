using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace MovieAspire.Dev.Up;

/// <summary>
/// What a system in the foreground writes. Every line is in the log file and in the dashboard; of them only those are kept that say
/// that something is wrong, the newest.
/// </summary>
internal sealed partial class SystemOutput(TextReader output)
{
    private const int Kept = 12;

    private readonly ConcurrentQueue<string> _wrong = new();

    /// <summary>Called with each line that says that something is wrong.</summary>
    internal event Action<string>? WentWrong;

    /// <summary>The newest lines that say that something is wrong.</summary>
    internal IReadOnlyList<string> Newest => [.. _wrong];

    internal async Task ReadAsync(CancellationToken ct)
    {
        var isReport = false;
        while (await output.ReadLineAsync(ct) is { } line)
        {
            // A report about a resource that ended is followed by its last lines.
            isReport = IsReport(line) || isReport && ReportGoesOn().IsMatch(line);
            if (!isReport && !IsWrong(line))
                continue;
            _wrong.Enqueue(line);
            while (_wrong.Count > Kept)
                _wrong.TryDequeue(out _);
            WentWrong?.Invoke(line);
        }
    }

    internal static bool IsWrong(string line) => Wrong().IsMatch(line);

    private static bool IsReport(string line) =>
        line.StartsWith("apphost ", StringComparison.Ordinal) && Report().IsMatch(line);

    // "worker | 2026-03-10 12:00:00.123 warn: ...", a line on standard error, Postgres' own words, or the official AppHost's.
    [GeneratedRegex(@"^(\S+\s+\| )?(\d{4}-\d\d-\d\d \S+ )?(warn|fail|crit): |^\S+\s+! |^postgres\s+\| .*\b(FATAL|PANIC|ERROR):  ")]
    private static partial Regex Wrong();

    [GeneratedRegex(@"^apphost\s+\| (    |Its last lines)")]
    private static partial Regex ReportGoesOn();

    [GeneratedRegex("ended with exit code|failed to start|started again|The start failed|Cause: ")]
    private static partial Regex Report();
}
