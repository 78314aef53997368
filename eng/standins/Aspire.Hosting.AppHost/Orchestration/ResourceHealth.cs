using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Orchestration;

/// <summary>Runs a resource's health checks: often until it is healthy, now and then afterwards.</summary>
internal sealed class ResourceHealth(HealthCheckService checks, ResourceNotificationService notifications, TimeProvider time)
{
    private static readonly TimeSpan AtFirst = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan WhileUnhealthy = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WhileHealthy = TimeSpan.FromSeconds(5);

    /// <summary>Checks until cancelled, or not at all when there are no checks.</summary>
    public async Task MonitorAsync(IResource resource, CancellationToken cancellationToken)
    {
        var keys = resource.Annotations.OfType<HealthCheckAnnotation>().Select(a => a.Key).ToHashSet();
        for (var pause = AtFirst; keys.Count > 0;)
        {
            var report = await checks.CheckHealthAsync(r => keys.Contains(r.Name), cancellationToken);
            await notifications.PublishUpdateAsync(resource, s => s with { HealthReports = Describe(keys, report) });
            pause = report.Status == HealthStatus.Healthy ? WhileHealthy : pause < WhileUnhealthy ? pause * 2 : WhileUnhealthy;
            await Task.Delay(pause, time, cancellationToken);
        }
    }

    /// <summary>The reports of checks that have not run: unhealthy.</summary>
    public static ImmutableArray<HealthReportSnapshot> NotYet(IResource resource) =>
        [.. resource.Annotations.OfType<HealthCheckAnnotation>().Select(a => new HealthReportSnapshot(a.Key, null, null, null))];

    private ImmutableArray<HealthReportSnapshot> Describe(HashSet<string> keys, HealthReport report) =>
        [.. keys.Select(key => report.Entries.TryGetValue(key, out var entry)
            ? new HealthReportSnapshot(key, entry.Status, entry.Description, entry.Exception?.Message) { LastRunAt = time.GetUtcNow().UtcDateTime }
            : new HealthReportSnapshot(key, HealthStatus.Unhealthy, "No health check of this name is registered.", null))];
}
