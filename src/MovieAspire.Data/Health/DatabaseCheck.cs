using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace MovieAspire.Data.Health;

/// <summary>
/// Asks the database within a fixed patience. Cancelling alone would not do: when the server hangs, Npgsql waits two
/// seconds more for it to confirm the cancellation, and whoever asks for health has left by then.
/// </summary>
internal static class DatabaseCheck
{
    // A third of what the gateway's callers wait for the health of the whole platform.
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    internal static async Task<HealthCheckResult> AskAsync(
        DatabaseStart start, Func<CancellationToken, Task<HealthCheckResult>> ask, CancellationToken cancellationToken)
    {
        if (start.IsAwaited)
            return HealthCheckResult.Unhealthy("The database is being made ready.");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            return await ask(patience.Token).WaitAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy($"The database did not answer within {Patience.TotalSeconds} s.");
        }
        catch (NpgsqlException e)
        {
            return HealthCheckResult.Unhealthy($"The database does not answer: {e.Message}", e);
        }
    }
}
