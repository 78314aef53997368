using Microsoft.Extensions.Options;
using MovieAspire.ServiceDefaults.Errors;
using MovieAspire.Worker.Schema;

namespace MovieAspire.Worker.Runs;

/// <summary>Claims runs, some at once, and executes them until the worker stops.</summary>
internal sealed partial class RunExecutor(
    RunQueue queue, RunExecution execution, RunSignals signals, JobCatalog jobs, SchemaReadiness schema,
    WorkerIdentity worker, IOptions<RunOptions> options, IHostApplicationLifetime lifetime, ILogger<RunExecutor> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Services are told to stop one after the other, and a call that somebody holds open keeps the server, which is
        // the first of them, for as long as all may take. The runs hear of it at once.
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        var token = stopping.Token;
        await schema.WaitAsync(token);
        var byInteraction = jobs.ByInteraction;
        await Task.WhenAll([
            .. Places(options.Value.Concurrency, [.. byInteraction[false]], token),
            .. Places(options.Value.InteractiveConcurrency, [.. byInteraction[true]], token),
        ]);
    }

    private IEnumerable<Task> Places(int count, string[] names, CancellationToken stopping) =>
        Enumerable.Range(0, names.Length > 0 ? count : 0).Select(_ => WorkAsync(names, stopping));

    private async Task WorkAsync(string[] names, CancellationToken stopping)
    {
        using var queued = signals.WatchQueue();
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                // Not cancelled in the middle: the database may have given the run to us by then.
                if (await queue.ClaimAsync(worker.Id, names, CancellationToken.None) is { } run)
                {
                    await execution.ExecuteAsync(run, stopping);
                    continue;
                }
            }
            catch (Exception e) when (DatabaseErrors.IsOfDatabase(e))
            {
                LogNoClaim(e.Message);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The run's lease runs out and somebody tries again; the worker goes on with other runs.
                LogBug(e);
            }

            await queued.WaitAsync(options.Value.PollInterval, stopping);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The queue of runs cannot be read: {Reason}")]
    private partial void LogNoClaim(string reason);

    [LoggerMessage(LogLevel.Error, "A run could not be executed")]
    private partial void LogBug(Exception exception);
}
