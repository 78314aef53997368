using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace MovieAspire.ServiceDefaults.HealthChecks;

/// <summary>
/// Whether this process may be sent requests: from the moment when every check tagged <see cref="Tag"/> has passed until it
/// stops. What goes away later (Postgres, Redis, another service) does not count: the process then has stale answers, or
/// says better than its orchestrator could what is missing, and an orchestrator that takes every replica out of rotation
/// for the fault of something that they share only makes the outage whole.
/// </summary>
internal sealed class Readiness(HealthCheckService checks, IHostApplicationLifetime lifetime)
{
    /// <summary>The tag of checks without which a process that starts cannot answer; "schema" has it.</summary>
    internal const string Tag = "ready";

    private volatile bool _wasReady;

    public async Task<HealthReport> AskAsync(CancellationToken cancellationToken)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return Report(HealthStatus.Unhealthy, "The process is stopping.");
        if (_wasReady)
            return Report(HealthStatus.Healthy, null);

        var report = await checks.CheckHealthAsync(check => check.Tags.Contains(Tag), cancellationToken);
        _wasReady = report.Status is not HealthStatus.Unhealthy;
        return report;
    }

    private static HealthReport Report(HealthStatus status, string? reason) => new(
        new Dictionary<string, HealthReportEntry> { ["self"] = new(status, reason, TimeSpan.Zero, null, null) }, TimeSpan.Zero);
}
