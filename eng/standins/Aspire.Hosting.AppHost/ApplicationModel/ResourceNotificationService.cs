using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Tells what state every resource is in, and waits for states.</summary>
public class ResourceNotificationService : IDisposable
{
    private readonly ConcurrentDictionary<string, ResourceEvent> _current = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Channel<ResourceEvent>> _watchers = [];
    private readonly CancellationTokenSource _disposed = new();
    private readonly Lock _lock = new();

    internal ResourceNotificationService()
    {
    }

    /// <summary>Changes what is known about a resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="stateFactory">Makes the new snapshot of the old one.</param>
    /// <returns>When all watchers have been told.</returns>
    public Task PublishUpdateAsync(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        lock (_lock)
        {
            var known = _current.TryGetValue(resource.Name, out var last) ? last.Snapshot
                : new CustomResourceSnapshot { ResourceType = resource.GetType().Name, Properties = [] };
            var next = new ResourceEvent(resource, ResourceIds.Of(resource), stateFactory(known));
            _current[resource.Name] = next;
            foreach (var watcher in _watchers)
                watcher.Writer.TryWrite(next);
        }

        return Task.CompletedTask;
    }

    /// <summary>The state a resource is in.</summary>
    /// <param name="resourceId">Its name or id.</param>
    /// <param name="resourceEvent">The state.</param>
    /// <returns>Whether there is such a resource.</returns>
    public bool TryGetCurrentState(string resourceId, out ResourceEvent? resourceEvent)
    {
        resourceEvent = _current.GetValueOrDefault(resourceId)
            ?? _current.Values.FirstOrDefault(e => string.Equals(e.ResourceId, resourceId, StringComparison.OrdinalIgnoreCase));
        return resourceEvent is not null;
    }

    /// <summary>All present states, then every change.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>States without end.</returns>
    public async IAsyncEnumerable<ResourceEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposed.Token);
        var channel = Channel.CreateUnbounded<ResourceEvent>(new() { SingleReader = true });
        lock (_lock)
        {
            foreach (var now in _current.Values)
                channel.Writer.TryWrite(now);
            _watchers.Add(channel);
        }

        try
        {
            await foreach (var change in channel.Reader.ReadAllAsync(end.Token))
                yield return change;
        }
        finally
        {
            lock (_lock)
                _watchers.Remove(channel);
        }
    }

    /// <summary>Waits for a state.</summary>
    /// <param name="resourceName">The resource.</param>
    /// <param name="targetState">The state; Running when missing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When it is in that state.</returns>
    public async Task WaitForResourceAsync(string resourceName, string? targetState = null, CancellationToken cancellationToken = default) =>
        await WaitForResourceAsync(resourceName, [targetState ?? KnownResourceStates.Running], cancellationToken);

    /// <summary>Waits for one of several states.</summary>
    /// <param name="resourceName">The resource.</param>
    /// <param name="targetStates">The states.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The state it came to.</returns>
    public async Task<string> WaitForResourceAsync(string resourceName, IEnumerable<string> targetStates,
        CancellationToken cancellationToken = default)
    {
        var targets = targetStates.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var reached = await WaitForResourceAsync(
            resourceName, e => e.Snapshot.State is { } state && targets.Contains(state.Text), cancellationToken);
        return reached.Snapshot.State!.Text;
    }

    /// <summary>Waits until something is true of a resource.</summary>
    /// <param name="resourceName">The resource.</param>
    /// <param name="predicate">What shall be true.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The state in which it was true.</returns>
    public async Task<ResourceEvent> WaitForResourceAsync(string resourceName, Func<ResourceEvent, bool> predicate,
        CancellationToken cancellationToken = default)
    {
        await foreach (var change in WatchAsync(cancellationToken))
        {
            if (string.Equals(change.Resource.Name, resourceName, StringComparison.OrdinalIgnoreCase) && predicate(change))
                return change;
        }

        throw new OperationCanceledException("The application ended before the condition was met.");
    }

    /// <summary>Waits until a resource runs and is healthy.</summary>
    /// <param name="resourceName">The resource.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The healthy state.</returns>
    /// <exception cref="DistributedApplicationException">It ended or cannot start.</exception>
    public Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default) =>
        WaitAsync(resourceName, e => e.Snapshot.HealthStatus == HealthStatus.Healthy, cancellationToken);

    /// <summary>Waits until all that a resource waits for is ready.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When it may start.</returns>
    /// <exception cref="DistributedApplicationException">Something it waits for ended or cannot start.</exception>
    public Task WaitForDependenciesAsync(IResource resource, CancellationToken cancellationToken) =>
        Task.WhenAll(resource.Annotations.OfType<WaitAnnotation>().Select(wait => WaitAsync(wait.Resource.Name, e => wait.WaitType switch
        {
            WaitType.WaitUntilStarted => e.Snapshot.State?.Text == KnownResourceStates.Running,
            WaitType.WaitForCompletion => KnownResourceStates.TerminalStates.Contains(e.Snapshot.State?.Text) && e.Snapshot.ExitCode == wait.ExitCode,
            _ => e.Snapshot.HealthStatus == HealthStatus.Healthy,
        }, cancellationToken)));

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed.Cancel();
        GC.SuppressFinalize(this);
    }

    private async Task<ResourceEvent> WaitAsync(string resourceName, Func<ResourceEvent, bool> ready, CancellationToken cancellationToken)
    {
        var change = await WaitForResourceAsync(resourceName, e => ready(e) || IsOver(e.Snapshot), cancellationToken);
        if (ready(change))
            return change;
        var message = $"Resource '{resourceName}' is '{change.Snapshot.State?.Text}'"
            + (change.Snapshot.ExitCode is { } code ? $" with exit code {code}" : "") + " and will not become ready.";
        throw change.Snapshot.State?.Text == KnownResourceStates.NotInstalled
            ? new DistributedApplicationException(message) : new DependencyFailedException(message);
    }

    private static bool IsOver(CustomResourceSnapshot snapshot) =>
        snapshot.State?.Text is KnownResourceStates.NotInstalled || KnownResourceStates.TerminalStates.Contains(snapshot.State?.Text);
}

/// <summary>A resource cannot become ready because it ended or failed, which has been reported already.</summary>
internal sealed class DependencyFailedException(string message) : DistributedApplicationException(message);

/// <summary>A resource's state at one moment.</summary>
/// <param name="resource">The resource.</param>
/// <param name="resourceId">Its id in the dashboard.</param>
/// <param name="snapshot">Its state.</param>
public class ResourceEvent(IResource resource, string resourceId, CustomResourceSnapshot snapshot)
{
    /// <summary>The resource.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>Its id in the dashboard.</summary>
    public string ResourceId { get; } = resourceId;

    /// <summary>Its state.</summary>
    public CustomResourceSnapshot Snapshot { get; } = snapshot;
}
