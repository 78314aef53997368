using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MovieAspire.Redis.Caching;

/// <summary>
/// Whether the database answers, as the health checks say every few seconds and the reads in between: while it does
/// not, nobody knows whether what the cache holds is still true.
/// </summary>
internal sealed class DatabaseWatch : IHealthCheckPublisher
{
    // The name under which MovieAspire.Data registers its check.
    private const string Check = "postgres";

    private volatile bool _isAway;

    public bool IsAway => _isAway;

    public void Failed() => _isAway = true;

    public void Answered() => _isAway = false;

    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        if (report.Entries.TryGetValue(Check, out var database))
            _isAway = database.Status is HealthStatus.Unhealthy;
        return Task.CompletedTask;
    }
}
