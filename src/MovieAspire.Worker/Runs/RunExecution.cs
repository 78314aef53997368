using System.Diagnostics;
using Microsoft.Extensions.Options;
using MovieAspire.Data.Pipeline;
using MovieAspire.Providers.Calls;
using MovieAspire.ServiceDefaults.Errors;
using Npgsql;

namespace MovieAspire.Worker.Runs;

/// <summary>Executes one claimed run to its end, or gives it back.</summary>
internal sealed partial class RunExecution(
    NpgsqlDataSource dataSource, JobCatalog jobs, IEnumerable<IRunRecorder> recorders,
    IEnumerable<IRunResumption> resumptions, IEnumerable<IRunFollowUp> followUps, RunSignals signals, TimeProvider time,
    IOptions<RunOptions> options, ILogger<RunExecution> logger)
{
    private static readonly ActivitySource Activities = new("MovieAspire.Worker.Runs");

    // The end of a run is worth some patience with a database that restarts; then the lease runs out.
    private const int EndAttempts = 10;
    private static readonly TimeSpan EndDelay = TimeSpan.FromSeconds(1);

    /// <param name="run">The run.</param>
    /// <param name="shutdown">The worker stops: finish the items in flight and give the run back.</param>
    public async Task ExecuteAsync(ClaimedRun run, CancellationToken shutdown)
    {
        using var activity = Activities.StartActivity($"run {run.Job}");
        activity?.SetTag("run.id", run.Id).SetTag("run.attempt", run.Attempt);
        LogStarted(run.Job, run.Id, run.Attempt);

        using var cancelled = new CancellationTokenSource();
        using var abort = new CancellationTokenSource();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancelled.Token, shutdown, abort.Token);
        using var grace = shutdown.Register(() => abort.CancelAfter(options.Value.ShutdownGrace));
        if (run.CancelRequested)
            await cancelled.CancelAsync();

        using var lease = new RunLease(dataSource, time, run, options.Value.LeaseDuration);
        var saved = await lease.LoadAsync(CancellationToken.None);
        await using var recordings = new Recordings(recorders, run.Id);
        using var context = new RunContext(
            run, lease, saved, recordings.All, recorders.Select(recorder => recorder.Source), time, logger, stop.Token)
        {
            IsAwaited = jobs[run.Job].IsInteractive,
        };
        var heartbeat = new RunHeartbeat(lease, context, signals, time, options.Value, logger);

        using var ended = new CancellationTokenSource();
        var beating = heartbeat.BeatAsync(run.Id, cancelled, abort, ended.Token);
        var result = await RunJobAsync(run, context, abort.Token);
        foreach (var recording in recordings.All)
            await recording.CompleteAsync(context);
        if (result.Exception is not RunPausedException)
            await FollowUpAsync(run, context, abort.Token);
        await ended.CancelAsync();
        if (await beating is HeartbeatEnd.LeaseLost)
        {
            LogLost(run.Job, run.Id);
            return;
        }

        await EndAsync(run, lease, context, result, cancelled.IsCancellationRequested, shutdown);
    }

    /// <returns>What the job threw, if it did; its outcome otherwise.</returns>
    private async Task<(Exception? Exception, JobOutcome Outcome)> RunJobAsync(
        ClaimedRun run, RunContext context, CancellationToken abort)
    {
        try
        {
            context.StopRequested.ThrowIfCancellationRequested();
            if (context.IsTakeOver)
            {
                foreach (var resumption in resumptions)
                    await resumption.ResumeAsync(context, abort);
            }

            return (null, await jobs[run.Job].RunAsync(context, new(run.Options), abort));
        }
        catch (Exception e)
        {
            return (e, JobOutcome.Done);
        }
    }

    private async Task FollowUpAsync(ClaimedRun run, RunContext context, CancellationToken abort)
    {
        foreach (var followUp in followUps)
        {
            try
            {
                abort.ThrowIfCancellationRequested();
                await followUp.FollowUpAsync(context, abort);
            }
            catch (OperationCanceledException) when (abort.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LogFollowUpBug(e, followUp.GetType().Name, run.Job, run.Id);
            }
        }
    }

    private async Task EndAsync(
        ClaimedRun run, RunLease lease, RunContext context, (Exception? Exception, JobOutcome Outcome) result,
        bool cancelled, CancellationToken shutdown)
    {
        Func<CancellationToken, Task<bool>> end;
        switch (result)
        {
            case (LeaseLostException, _):
                LogLost(run.Job, run.Id);
                return;
            case (OperationCanceledException, _) when cancelled:
                LogEnded(run.Job, run.Id, RunStatuses.Cancelled, context.MoviesProcessed, Seconds(run));
                end = token => lease.FinishAsync(RunStatuses.Cancelled, null, token);
                break;
            case (OperationCanceledException, _) when shutdown.IsCancellationRequested:
                LogRequeued(run.Job, run.Id);
                end = lease.RequeueAsync;
                break;
            case (RunPausedException paused, _):
                LogPaused(run.Job, run.Id, paused.Delay, paused.Reason);
                end = token => lease.PauseAsync(paused.Delay, paused.Reason, token);
                break;
            case ({ } e, _) when MayPass(e) && run.Attempt < options.Value.MaxAttempts:
                var delay = options.Value.RetryDelay * Math.Pow(2, run.Attempt - 1);
                LogRetry(run.Job, run.Id, delay, e.Message);
                end = token => lease.RetryAsync(e.Message, delay, token);
                break;
            case ({ } e, _) when MayPass(e) || e is ProviderException or JobException:
                LogFailed(run.Job, run.Id, e.Message);
                end = token => lease.FinishAsync(RunStatuses.Failed, e.Message, token);
                break;
            case ({ } e, _):
                LogBug(e, run.Job, run.Id);
                end = token => lease.FinishAsync(RunStatuses.Failed, $"{e.GetType().Name}: {e.Message}", token);
                break;
            case (null, var outcome):
                var isPartial = context.HasErrors || outcome is JobOutcome.Unfinished;
                var status = isPartial ? RunStatuses.Partial
                    : outcome is JobOutcome.NothingToDo ? RunStatuses.NoOp : RunStatuses.Succeeded;
                if (isPartial)
                    LogPartial(run.Job, run.Id, context.MoviesProcessed, Seconds(run), context.Shortcomings());
                else
                    LogEnded(run.Job, run.Id, status, context.MoviesProcessed, Seconds(run));
                end = token => lease.FinishAsync(status, null, token);
                break;
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await context.SaveAsync(CancellationToken.None);
                if (!await end(CancellationToken.None))
                    LogLost(run.Job, run.Id);
                return;
            }
            catch (LeaseLostException)
            {
                LogLost(run.Job, run.Id);
                return;
            }
            catch (Exception e) when (DatabaseErrors.IsOfDatabase(e) && attempt < EndAttempts && !shutdown.IsCancellationRequested)
            {
                LogEndRetry(run.Job, run.Id, e.Message);
                await Task.Delay(EndDelay, time, CancellationToken.None);
            }
        }
    }

    private double Seconds(ClaimedRun run) => Math.Round((time.GetUtcNow() - run.StartedAt).TotalSeconds, 1);

    /// <summary>Whether something that the run needs cannot be reached and may be back later.</summary>
    private static bool MayPass(Exception exception) => exception switch
    {
        ProviderException provider => provider.Cause is ProviderFailure.Network or ProviderFailure.RateLimit,
        JobException job => job.MayPass,
        _ => DatabaseErrors.IsAway(exception),
    };

    /// <summary>The recordings of one execution.</summary>
    private sealed class Recordings(IEnumerable<IRunRecorder> recorders, Guid run) : IAsyncDisposable
    {
        public IReadOnlyList<IRunRecording> All { get; } = [.. recorders.Select(recorder => recorder.Begin(run))];

        public async ValueTask DisposeAsync()
        {
            foreach (var recording in All)
                await recording.DisposeAsync();
        }
    }

    [LoggerMessage(LogLevel.Information, "Run {RunId} of {Job} starts, attempt {Attempt}")]
    private partial void LogStarted(string job, Guid runId, int attempt);

    [LoggerMessage(LogLevel.Information, "Run {RunId} of {Job} ended: {Status}, {Movies} movies, {Seconds} s")]
    private partial void LogEnded(string job, Guid runId, string status, long movies, double seconds);

    [LoggerMessage(LogLevel.Warning, "Run {RunId} of {Job} is partial: {Movies} movies, {Seconds} s; {Reasons}")]
    private partial void LogPartial(string job, Guid runId, long movies, double seconds, string? reasons);

    [LoggerMessage(LogLevel.Information, "Run {RunId} of {Job} is given back, because this worker stops")]
    private partial void LogRequeued(string job, Guid runId);

    [LoggerMessage(LogLevel.Debug, "Run {RunId} of {Job} lets others go first for {Delay}: {Reason}")]
    private partial void LogPaused(string job, Guid runId, TimeSpan delay, string reason);

    [LoggerMessage(LogLevel.Warning, "Run {RunId} of {Job} is tried again in {Delay}: {Reason}")]
    private partial void LogRetry(string job, Guid runId, TimeSpan delay, string reason);

    [LoggerMessage(LogLevel.Warning, "Run {RunId} of {Job} failed: {Reason}")]
    private partial void LogFailed(string job, Guid runId, string reason);

    [LoggerMessage(LogLevel.Error, "Run {RunId} of {Job} failed")]
    private partial void LogBug(Exception exception, string job, Guid runId);

    [LoggerMessage(LogLevel.Error, "{FollowUp} failed after run {RunId} of {Job}")]
    private partial void LogFollowUpBug(Exception exception, string followUp, string job, Guid runId);

    [LoggerMessage(LogLevel.Warning, "Run {RunId} of {Job} belongs to another worker now")]
    private partial void LogLost(string job, Guid runId);

    [LoggerMessage(LogLevel.Warning, "The end of run {RunId} of {Job} cannot be written yet: {Reason}")]
    private partial void LogEndRetry(string job, Guid runId, string reason);
}
