using System.Threading.Channels;
using MovieAspire.Providers.Calls;
using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Lake;

/// <summary>
/// Keeps what a run fetches. The lake's failure is shown as the run's source "bronze" and never fails the run.
/// </summary>
internal sealed partial class RunBronze(BronzeLake lake, Guid runId, ILogger logger) : IAsyncDisposable
{
    /// <summary>The name in run_sources.</summary>
    public const string SourceName = "bronze";

    private readonly BronzeWriter _writer = lake.OpenWriter(runId);
    private long _late;

    /// <summary>Keeps a body; waits only while the writer cannot follow.</summary>
    public async ValueTask KeepAsync(RawBody body, CancellationToken cancellationToken)
    {
        try
        {
            await _writer.WriteAsync(
                new(body.Provider.Key(), body.Request, body.Status, body.FetchedAt, body.Body), cancellationToken);
        }
        catch (ChannelClosedException)
        {
            // The writer broke, or the run gave up waiting for this answer.
            Interlocked.Increment(ref _late);
        }
    }

    /// <summary>Publishes the files; at the end of the run, whatever its outcome.</summary>
    public async Task CompleteAsync(RunContext run)
    {
        string? error;
        try
        {
            var summary = await _writer.CompleteAsync();
            error = summary.Error;
            if (summary.Written + summary.Lost > 0)
                run.Source(SourceName).Add(fetched: summary.Written + summary.Lost, inserted: summary.Written, failed: summary.Lost);
        }
        catch (Exception e)
        {
            LogBroken(e, runId);
            error = $"{e.GetType().Name}: {e.Message}";
        }

        if (Interlocked.Read(ref _late) is > 0 and var late) run.Source(SourceName).Add(fetched: late, failed: late);
        if (error is not null) run.Source(SourceName).SetError(error);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _writer.DisposeAsync();
        }
        catch (Exception e)
        {
            LogBroken(e, runId);
        }
    }

    [LoggerMessage(LogLevel.Error, "Run {RunId}: the writer of raw bodies broke")]
    private partial void LogBroken(Exception exception, Guid runId);
}
