using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Parameters;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Orchestration;

/// <summary>Starts every resource as a process when what it waits for is healthy, and stops them the other way round.</summary>
internal sealed class Orchestrator(
    DistributedApplicationModel model,
    ParameterResolver parameters,
    EndpointAllocator endpoints,
    DashboardHost dashboard,
    ResourceEnvironment environment,
    ResourceHealth health,
    ResourceNotificationService notifications,
    ConsoleLogs logs,
    RunDirectory directory,
    IConfiguration configuration,
    IHostApplicationLifetime lifetime,
    TimeProvider time) : IHostedService, IDisposable
{
    private readonly Dictionary<IResource, ResourceRunner> _runners = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _lock = new();
    private Task? _stopped;
    private bool _isUp;

    /// <summary>What went wrong before everything was healthy; null when nothing did.</summary>
    public string? StartFailure { get; private set; }

    /// <summary>How long a process may take to stop before it is killed.</summary>
    public TimeSpan StopTimeout { get; } = configuration.GetValue("Processes:StopTimeout", TimeSpan.FromSeconds(20));

    /// <summary>Whether a process that ends by itself is started again now.</summary>
    public bool Restarts => _isUp && !_stopping.IsCancellationRequested && configuration.GetValue("Processes:Restart", false);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var resource in model.Resources)
                await notifications.PublishUpdateAsync(resource, _ => Snapshots.Initial(resource, time));
            await parameters.ResolveAsync(cancellationToken);
            endpoints.Allocate();
            await dashboard.StartAsync(this, cancellationToken);

            foreach (var resource in model.Resources.Where(r => r is not ParameterResource))
                _runners[resource] = new ResourceRunner(resource, this, environment, health, notifications, endpoints, logs, directory, time);
            foreach (var runner in _runners.Values)
                runner.Start(_stopping.Token);
            _ = AnnounceWhenUpAsync();
        }
        catch
        {
            await StopAsync(CancellationToken.None);
            throw;
        }
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
            return _stopped ??= Task.Run(StopAllAsync, CancellationToken.None);
    }

    public void Dispose() => _stopping.Dispose();

    /// <summary>A resource ended or could not start. Before everything was up that is the end; afterwards the rest runs on.</summary>
    public async Task OnFailedAsync(IResource resource, string report)
    {
        logs.Announce(report);
        if (_isUp || _stopping.IsCancellationRequested)
            return;
        StartFailure ??= report;
        logs.Announce($"The start failed because of '{resource.Name}'. Stopping everything.");
        await Task.Yield();
        lifetime.StopApplication();
    }

    /// <summary>Starts, stops or restarts one resource, for the dashboard.</summary>
    /// <returns>What went wrong, or null.</returns>
    public async Task<string?> ExecuteAsync(string resourceId, string command)
    {
        if (!notifications.TryGetCurrentState(resourceId, out var found) || !_runners.TryGetValue(found!.Resource, out var runner))
            return $"There is no resource '{resourceId}'.";
        if (command is not (ResourceCommands.Start or ResourceCommands.Stop or ResourceCommands.Restart))
            return $"There is no command '{command}'.";
        if (command is not ResourceCommands.Start)
            await runner.StopAsync();
        if (command is not ResourceCommands.Stop)
            runner.Start(_stopping.Token);
        return null;
    }

    private async Task StopAllAsync()
    {
        await _stopping.CancelAsync();

        // Each stops when all that use it have stopped; a model has no cycles, for then nothing could have started.
        var stops = new Dictionary<IResource, Task>();
        Task StopAfterUsersAsync(IResource resource)
        {
            if (!stops.TryGetValue(resource, out var stop))
            {
                var users = _runners.Keys.Where(r => r != resource && Uses(r, resource)).ToList();
                stops[resource] = stop = StopAsync(users.Select(StopAfterUsersAsync).ToList(), _runners[resource]);
            }

            return stop;
        }

        await Task.WhenAll(_runners.Keys.Select(StopAfterUsersAsync).ToList());
        await dashboard.StopAsync();
        endpoints.Dispose();
        directory.DeleteTemporary();

        static async Task StopAsync(List<Task> before, ResourceRunner runner)
        {
            await Task.WhenAll(before);
            await runner.StopAsync();
        }
    }

    private static bool Uses(IResource user, IResource used) =>
        user is IResourceWithParent child ? child.Parent == used
        : user.Annotations.OfType<WaitAnnotation>().Any(w => w.Resource == used);

    private async Task AnnounceWhenUpAsync()
    {
        try
        {
            await Task.WhenAll(_runners.Keys.Select(r => notifications.WaitForResourceAsync(r.Name, IsUp, _stopping.Token)));
            _isUp = true;
            logs.Announce("All resources are up.");
        }
        catch (OperationCanceledException)
        {
            // Stopped before everything was up.
        }
    }

    private static bool IsUp(ResourceEvent e) => e.Snapshot.HealthStatus == HealthStatus.Healthy
        || e.Snapshot.State?.Text is KnownResourceStates.NotInstalled || e.Snapshot.State?.Text == KnownResourceStates.Finished;
}
