using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Orchestration;

/// <summary>Says every 20 seconds what a resource is still waiting for, so that a start that hangs explains itself.</summary>
internal sealed class WaitNotice : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(20);
    private readonly ITimer _timer;

    public WaitNotice(IResource resource, ResourceNotificationService notifications, ConsoleLogs logs, TimeProvider time) =>
        _timer = time.CreateTimer(_ =>
        {
            foreach (var wait in resource.Annotations.OfType<WaitAnnotation>())
            {
                if (notifications.TryGetCurrentState(wait.Resource.Name, out var e) && e!.Snapshot.HealthStatus != HealthStatus.Healthy)
                    logs.Write(resource.Name, $"waiting for '{wait.Resource.Name}', which is {Describe(e.Snapshot)}");
            }
        }, null, Interval, Interval);

    public void Dispose() => _timer.Dispose();

    private static string Describe(CustomResourceSnapshot snapshot) =>
        snapshot.State?.Text != KnownResourceStates.Running ? snapshot.State?.Text ?? "unknown"
        : "unhealthy: " + string.Join("; ", snapshot.HealthReports.Select(r => r.Description ?? r.ExceptionText ?? r.Name));
}
