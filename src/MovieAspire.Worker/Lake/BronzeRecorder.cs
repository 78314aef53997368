using System.Threading.Channels;
using MovieAspire.Lake.Bronze;
using MovieAspire.Providers.Calls;
using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Lake;

/// <summary>Keeps what runs fetch in the bronze layer. The lake's failure is shown as the run's source and never fails the run.</summary>
internal sealed partial class BronzeRecorder(BronzeLake lake, ILogger<BronzeRecorder> logger) : IRunRecorder
{
    public const string SourceName = "bronze";

    public string Source => SourceName;

    public IRunRecording Begin(Guid run) => new Recording(lake.OpenWriter(run), run, logger);

    private sealed class Recording(BronzeWriter writer, Guid id, ILogger logger) : IRunRecording
    {
        private long _late;

        /// <summary>Waits only while the writer cannot follow.</summary>
        public async ValueTask KeepAsync(RawBody body, CancellationToken cancellationToken)
        {
            try
            {
                await writer.WriteAsync(
                    new(body.Provider.Key(), body.Request, body.Status, body.FetchedAt, body.Body), cancellationToken);
            }
            catch (ChannelClosedException)
            {
                // The writer broke, or the run gave up waiting for this answer.
                Interlocked.Increment(ref _late);
            }
        }

        public async Task PublishAsync(CancellationToken cancellationToken)
        {
            try
            {
                await writer.PublishAsync(cancellationToken);
            }
            catch (ChannelClosedException)
            {
                // The writer broke, which the end of the run tells.
            }
        }

        public async Task CompleteAsync(RunContext run)
        {
            string? error;
            try
            {
                var summary = await writer.CompleteAsync();
                error = summary.Error;
                if (summary.Written + summary.Lost > 0)
                {
                    run.Source(SourceName).Add(
                        fetched: summary.Written + summary.Lost, inserted: summary.Written, failed: summary.Lost);
                }
            }
            catch (Exception e)
            {
                LogBroken(logger, e, id);
                error = $"{e.GetType().Name}: {e.Message}";
            }

            if (Interlocked.Read(ref _late) is > 0 and var late)
                run.Source(SourceName).Add(fetched: late, failed: late);
            if (error is not null)
                run.Source(SourceName).SetError(error);
        }

        public async ValueTask DisposeAsync()
        {
            try
            {
                await writer.DisposeAsync();
            }
            catch (Exception e)
            {
                LogBroken(logger, e, id);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "Run {RunId}: the writer of raw bodies broke")]
    private static partial void LogBroken(ILogger logger, Exception exception, Guid runId);
}

/// <summary>What the worker that died had written of a run's bodies is kept, and counts.</summary>
internal sealed class BronzeResumption(BronzeLake lake) : IRunResumption
{
    public Task ResumeAsync(RunContext run, CancellationToken cancellationToken)
    {
        if (lake.RecoverLeftovers(run.Run.Id) is > 0 and var bodies)
            run.Source(BronzeRecorder.SourceName).Add(fetched: bodies, inserted: bodies);
        return Task.CompletedTask;
    }
}
