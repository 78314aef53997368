using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace MovieAspire.ServiceDefaults.HealthChecks;

/// <summary>
/// Logs when a check changes, and never that it is as it was: an outage of an hour is two lines. A check that has not been
/// healthy yet belongs to a process that starts, which is no reason to warn.
/// </summary>
internal sealed partial class HealthLog(ILogger<HealthLog> logger) : IHealthCheckPublisher
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (HealthStatus Status, bool WasHealthy)> _known = new(StringComparer.Ordinal);

    /// <summary>The health checks' own timer brings a report every half a minute, whether anybody asks or not.</summary>
    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        Note(report);
        return Task.CompletedTask;
    }

    public void Note(HealthReport report)
    {
        lock (_lock)
        {
            foreach (var (name, entry) in report.Entries)
                Note(name, entry);
        }
    }

    private void Note(string name, HealthReportEntry entry)
    {
        var isNew = !_known.TryGetValue(name, out var known);
        var isHealthy = entry.Status is HealthStatus.Healthy;
        _known[name] = (entry.Status, known.WasHealthy || isHealthy);
        if (known.Status == entry.Status && !isNew)
            return;

        var reason = entry.Description ?? entry.Exception?.Message ?? "it does not say why";
        if (isHealthy && !isNew)
            LogHealthy(name);
        else if (!isHealthy && known.WasHealthy)
            LogAway(name, entry.Status, reason);
        else if (!isHealthy)
            LogNotYet(name, entry.Status, reason);
    }

    [LoggerMessage(LogLevel.Information, "{Check} is healthy")]
    private partial void LogHealthy(string check);

    [LoggerMessage(LogLevel.Warning, "{Check} is {Status} now: {Reason}")]
    private partial void LogAway(string check, HealthStatus status, string reason);

    [LoggerMessage(LogLevel.Information, "{Check} is {Status} while this process starts: {Reason}")]
    private partial void LogNotYet(string check, HealthStatus status, string reason);
}
