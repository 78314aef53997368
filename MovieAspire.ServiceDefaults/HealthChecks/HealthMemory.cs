using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MovieAspire.ServiceDefaults.HealthChecks;

/// <summary>Runs the checks once a second at most, and once for all who ask meanwhile: anyone may ask, and they cost.</summary>
internal sealed class HealthMemory(HealthCheckService checks, HealthLog log, TimeProvider time)
{
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private Task<HealthReport>? _report;
    private long _since;

    /// <summary>The checks' report, a second old at most; whoever stops waiting does not stop it for the others.</summary>
    public Task<HealthReport> AskAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            // A report that takes longer than a second serves all who came while it was made.
            if (_report is null or { IsFaulted: true } || (_report.IsCompleted && time.GetElapsedTime(_since) >= Age))
                (_report, _since) = (MakeAsync(), time.GetTimestamp());
            return _report.WaitAsync(cancellationToken);
        }
    }

    private async Task<HealthReport> MakeAsync()
    {
        await Task.Yield();
        var report = await checks.CheckHealthAsync(CancellationToken.None);
        log.Note(report);
        lock (_lock)
            _since = time.GetTimestamp();
        return report;
    }
}
