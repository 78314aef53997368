using MovieAspire.ServiceDefaults.Errors;

namespace MovieAspire.Worker.Runs;

/// <summary>Why a heartbeat ended.</summary>
internal enum HeartbeatEnd
{
    RunEnded,
    LeaseLost,
}

/// <summary>Keeps the lease of a run, writes its progress at a bearable pace, and hears of its cancellation.</summary>
internal sealed partial class RunHeartbeat(
    RunLease lease, RunContext context, RunSignals signals, TimeProvider time, RunOptions options, ILogger logger)
{
    /// <param name="run">The run.</param>
    /// <param name="cancelled">Cancelled here when somebody cancels the run.</param>
    /// <param name="abort">Cancelled here when the lease is lost.</param>
    /// <param name="ended">The run ended.</param>
    public async Task<HeartbeatEnd> BeatAsync(
        Guid run, CancellationTokenSource cancelled, CancellationTokenSource abort, CancellationToken ended)
    {
        using var changes = signals.Watch(run);
        // The first renewal is due at once: nobody knows how long the claim took to arrive.
        long? renewed = null;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ended, lease.Expired);
        using var expired = lease.Expired.Register(abort.Cancel);
        while (true)
        {
            try
            {
                await Task.Delay(options.ProgressInterval, time, either.Token);
                await context.FlushAsync(either.Token);
                var isCancelled = changes.TryTake() && await lease.IsCancelledAsync(either.Token);
                if (renewed is not { } last || time.GetElapsedTime(last) >= options.HeartbeatInterval)
                {
                    isCancelled |= await lease.RenewAsync(either.Token);
                    renewed = time.GetTimestamp();
                }

                if (isCancelled && !cancelled.IsCancellationRequested)
                    await cancelled.CancelAsync();
            }
            catch (OperationCanceledException) when (lease.Expired.IsCancellationRequested)
            {
                // Also when the run has ended since: most likely because it was aborted.
                LogExpired(run);
                return HeartbeatEnd.LeaseLost;
            }
            catch (OperationCanceledException) when (ended.IsCancellationRequested)
            {
                return HeartbeatEnd.RunEnded;
            }
            catch (LeaseLostException)
            {
                await abort.CancelAsync();
                return HeartbeatEnd.LeaseLost;
            }
            catch (Exception e) when (DatabaseErrors.IsOfDatabase(e))
            {
                LogMissed(run, e.Message);
            }
            catch
            {
                // A bug: nothing may go on that nobody keeps the lease for.
                await abort.CancelAsync();
                throw;
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The heartbeat of run {RunId} could not be written: {Reason}")]
    private partial void LogMissed(Guid runId, string reason);

    [LoggerMessage(LogLevel.Warning, "The lease of run {RunId} ran out before it could be renewed")]
    private partial void LogExpired(Guid runId);
}
