using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>One resource from waiting to its end.</summary>
internal sealed class ResourceRunner(
    IResource resource,
    Orchestrator orchestrator,
    ResourceEnvironment environment,
    ResourceHealth health,
    ResourceNotificationService notifications,
    EndpointAllocator endpoints,
    ConsoleLogs logs,
    RunDirectory directory,
    TimeProvider time)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private CancellationTokenSource? _stop;
    private Task _run = Task.CompletedTask;
    private LocalProcess? _process;
    private bool _isStopAsked;

    public void Start(CancellationToken stopping)
    {
        lock (_lock)
        {
            if (!_run.IsCompleted)
                return;
            _stop?.Dispose();
            (_process, _isStopAsked) = (null, false);
            _stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            _run = Task.Run(() => RunAsync(_stop.Token), CancellationToken.None);
        }
    }

    public async Task StopAsync()
    {
        if (_stop is not null)
            await _stop.CancelAsync();
        LocalProcess? process;
        lock (_lock)
        {
            _isStopAsked = true;
            process = _process;
        }

        if (process is { Exited.IsCompleted: false })
        {
            await PublishAsync(s => s with { State = KnownResourceStates.Stopping });
            await process.StopAsync(orchestrator.StopTimeout);
        }

        await _run;
    }

    // When everything stops, the token only keeps things from starting: the orchestrator stops the processes one by one.
    private async Task RunAsync(CancellationToken stop)
    {
        try
        {
            await PublishAsync(s => s with { State = KnownResourceStates.Waiting });
            using (var notice = new WaitNotice(resource, notifications, logs, time))
                await notifications.WaitForDependenciesAsync(resource, stop);
            if (resource.TryGetLastAnnotation<ProvisionAnnotation>(out var provision))
                await ProvisionAsync(provision, stop);
            else if (resource is not (ProjectResource or ExecutableResource or ContainerResource))
                await PublishAsync(s => s with { State = KnownResourceStates.Running });
            else
                await RunProcessesAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await PublishAsync(s => s.Ended(KnownResourceStates.Exited, null, s.ExitCode, time));
        }
        catch (NotInstalledException e) when (e.Optional)
        {
            logs.Write(resource.Name, e.Message);
            await PublishAsync(s => s with
            {
                State = new(KnownResourceStates.NotInstalled, "info"),
                Properties = [new("Reason", e.Message)],
            });
        }
        catch (DependencyFailedException e)
        {
            // The dependency itself has been reported.
            logs.Write(resource.Name, e.Message, isError: true);
            await PublishAsync(s => s.Ended(KnownResourceStates.FailedToStart, "error", s.ExitCode, time));
        }
        catch (Exception e)
        {
            var message = e is DistributedApplicationException ? e.Message : e.ToString();
            logs.Write(resource.Name, message, isError: true);
            await PublishAsync(s => s.Ended(KnownResourceStates.FailedToStart, "error", s.ExitCode, time));
            await orchestrator.OnFailedAsync(resource, $"'{resource.Name}' failed to start: {message}");
        }
    }

    private async Task ProvisionAsync(ProvisionAnnotation provision, CancellationToken stop)
    {
        await provision.Provision(stop);
        await PublishAsync(s => s with { State = new(KnownResourceStates.Running, "success"), StartTimeStamp = time.GetUtcNow().UtcDateTime });
        await health.MonitorAsync(resource, stop);
        await Task.Delay(Timeout.InfiniteTimeSpan, stop);
    }

    // With Processes:Restart a process that ends by itself is started again, each time later until it lasts.
    private async Task RunProcessesAsync(CancellationToken stop)
    {
        for (var pause = FirstPause; ;)
        {
            var began = time.GetTimestamp();
            if (!await RunProcessAsync(stop) || !orchestrator.Restarts)
                return;
            if (time.GetElapsedTime(began) > LongestPause)
                pause = FirstPause;
            logs.Announce($"'{resource.Name}' is started again in {pause.TotalSeconds:F0} s.");
            await Task.Delay(pause, time, stop);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    // Whether it ended by itself, and not because its work was done.
    private async Task<bool> RunProcessAsync(CancellationToken stop)
    {
        await PublishAsync(s => s with { State = KnownResourceStates.Starting });
        var spec = await Launchers.PrepareAsync(
            new(resource, directory, text => logs.Write(resource.Name, text), stop), environment);
        stop.ThrowIfCancellationRequested();
        endpoints.Release(resource);
        PortOwner.ThrowIfTaken(resource);
        var process = await LocalProcess.StartAsync(spec, (line, isError) => logs.Write(resource.Name, line, isError && !spec.LogsToStandardError));
        await PublishAsync(s => s.Started(resource, spec, process.Id, time));
        bool isLate;
        lock (_lock)
        {
            _process = process;
            isLate = _isStopAsked;
        }

        if (isLate)
            await process.StopAsync(orchestrator.StopTimeout);

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var monitor = MonitorAsync(ended.Token);
        var exitCode = await process.Exited;
        await ended.CancelAsync();
        await monitor;

        if (stop.IsCancellationRequested)
        {
            await PublishAsync(s => s.Ended(KnownResourceStates.Exited, null, exitCode, time));
            return false;
        }

        var finished = exitCode == 0 && resource is ExecutableResource;
        await PublishAsync(s => s.Ended(finished ? KnownResourceStates.Finished : KnownResourceStates.Exited, exitCode == 0 ? null : "error", exitCode, time));
        if (!finished)
            await orchestrator.OnFailedAsync(resource, FailureReport.Write(resource, exitCode, logs.Last(resource.Name, 200)));
        return !finished;
    }

    private async Task MonitorAsync(CancellationToken ended)
    {
        try
        {
            await health.MonitorAsync(resource, ended);
        }
        catch (OperationCanceledException)
        {
            // It ended, or is being stopped.
        }
    }

    private Task PublishAsync(Func<CustomResourceSnapshot, CustomResourceSnapshot> change) => notifications.PublishUpdateAsync(resource, change);
}
