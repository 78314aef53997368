using Npgsql;

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
        var renewed = time.GetTimestamp();
        while (true)
        {
            try
            {
                await Task.Delay(options.ProgressInterval, time, ended);
                await context.FlushAsync(ended);
                var isCancelled = changes.TryTake() && await lease.IsCancelledAsync(ended);
                if (time.GetElapsedTime(renewed) >= options.HeartbeatInterval)
                {
                    isCancelled |= await lease.RenewAsync(ended);
                    renewed = time.GetTimestamp();
                }

                if (isCancelled && !cancelled.IsCancellationRequested) await cancelled.CancelAsync();
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
            catch (NpgsqlException e)
            {
                LogMissed(run, e.Message);
                if (time.GetElapsedTime(renewed) < options.LeaseDuration) continue;
                await abort.CancelAsync();
                return HeartbeatEnd.LeaseLost;
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
}
