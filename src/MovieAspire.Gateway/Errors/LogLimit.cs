using System.Collections.Concurrent;

namespace MovieAspire.Gateway.Errors;

/// <summary>
/// One line of the log in ten seconds for each operation and status: while a service is away, or sheds load, every request is
/// refused, and callers decide how many there are. The metrics count them all.
/// </summary>
internal sealed class LogLimit(TimeProvider time)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<(string? Route, int Status), Line> _lines = new();

    /// <summary>Whether to log it.</summary>
    /// <param name="route">The route's pattern; never a path, of which there are endlessly many.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="leftOut">How many were not logged since the last line.</param>
    internal bool IsDue(string? route, int status, out int leftOut)
    {
        var line = _lines.GetOrAdd((route, status), _ => new());
        lock (line)
        {
            if (line.LoggedAt is { } last && time.GetElapsedTime(last) < Period)
            {
                line.LeftOut++;
                leftOut = 0;
                return false;
            }

            (leftOut, line.LeftOut, line.LoggedAt) = (line.LeftOut, 0, time.GetTimestamp());
            return true;
        }
    }

    private sealed class Line
    {
        public long? LoggedAt { get; set; }

        public int LeftOut { get; set; }
    }
}
