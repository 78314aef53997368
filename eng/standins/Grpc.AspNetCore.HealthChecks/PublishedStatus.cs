using Microsoft.Extensions.Diagnostics.HealthChecks;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace Grpc.AspNetCore.HealthChecks;

/// <summary>The status of the last report that ASP.NET Core published, every 30 s by default.</summary>
internal sealed class PublishedStatus : IHealthCheckPublisher
{
    private readonly Lock _lock = new();
    private TaskCompletionSource<ServingStatus> _next = NewSource();
    private ServingStatus? _current;

    /// <summary>A degraded service still serves; without any check nothing is known.</summary>
    public static ServingStatus Of(HealthReport report) => report.Entries.Count == 0
        ? ServingStatus.Unknown
        : report.Status == HealthStatus.Unhealthy ? ServingStatus.NotServing : ServingStatus.Serving;

    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        ServingStatus status = Of(report);
        lock (_lock)
        {
            if (status != _current)
            {
                _current = status;
                _next.SetResult(status);
                _next = NewSource();
            }
        }
        return Task.CompletedTask;
    }

    /// <summary>Completes when a status other than the given one is published, or was.</summary>
    public Task<ServingStatus> OtherThan(ServingStatus known)
    {
        lock (_lock)
            return _current is { } current && current != known ? Task.FromResult(current) : _next.Task;
    }

    private static TaskCompletionSource<ServingStatus> NewSource() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}
