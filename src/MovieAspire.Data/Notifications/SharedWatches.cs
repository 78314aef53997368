namespace MovieAspire.Data.Notifications;

/// <summary>Something that is looked at again and again, until it does not change any more.</summary>
public interface IWatched<TState>
{
    /// <summary>Wakes when it has changed.</summary>
    Subscription Changes();

    /// <summary>How it is now.</summary>
    Task<TState> LookAsync(CancellationToken cancellationToken);

    /// <summary>Greater for each newer state.</summary>
    long RevisionOf(TState state);

    /// <summary>Whether no other state follows.</summary>
    bool IsFinal(TState state);
}

/// <summary>
/// Follows things for whoever looks at them: one look for each change, however many callers wait for it. A thing is looked at as
/// long as it has callers.
/// </summary>
/// <param name="open">The thing of an id.</param>
/// <param name="pollInterval">How long to wait for a change before looking all the same.</param>
public sealed class SharedWatches<TWatched, TState>(Func<Guid, TWatched> open, TimeSpan pollInterval)
    where TWatched : class, IWatched<TState> where TState : class
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, SharedWatch<TWatched, TState>> _watches = [];

    /// <summary>How many things are looked at.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _watches.Count;
        }
    }

    /// <summary>Each caller must leave what it has joined.</summary>
    public SharedWatch<TWatched, TState> Join(Guid id)
    {
        lock (_lock)
        {
            if (!_watches.TryGetValue(id, out var watch) || watch.HasEnded)
                _watches[id] = watch = new(open(id), pollInterval);
            watch.Callers++;
            return watch;
        }
    }

    /// <summary>With the last caller the looking ends.</summary>
    public async Task LeaveAsync(Guid id, SharedWatch<TWatched, TState> watch)
    {
        lock (_lock)
        {
            if (--watch.Callers > 0)
                return;
            if (_watches.GetValueOrDefault(id) == watch)
                _watches.Remove(id);
        }

        await watch.DisposeAsync();
    }
}

/// <summary>Looks at one thing, and hands each state to all who wait.</summary>
public sealed class SharedWatch<TWatched, TState> : IAsyncDisposable where TWatched : class, IWatched<TState> where TState : class
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly Task _looking;
    private TState? _newest;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal SharedWatch(TWatched watched, TimeSpan pollInterval)
    {
        Watched = watched;
        _looking = Task.Run(() => LookAsync(pollInterval));
    }

    /// <summary>What is looked at.</summary>
    public TWatched Watched { get; }

    /// <summary>Guarded by the lock of the watches.</summary>
    internal int Callers { get; set; }

    /// <summary>Whether it looks no more; whoever comes now needs another.</summary>
    internal bool HasEnded { get; private set; }

    /// <summary>The newest state once it is newer than a revision, or final.</summary>
    public async Task<TState> NextAsync(long seen, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (_newest is { } state && (Watched.RevisionOf(state) > seen || Watched.IsFinal(state)))
                    return state;
                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Looks no more.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _looking;
        _stop.Dispose();
    }

    private async Task LookAsync(TimeSpan pollInterval)
    {
        try
        {
            // Before the first look, so that no change falls between the two.
            using var changes = Watched.Changes();
            while (true)
            {
                var state = await Watched.LookAsync(_stop.Token);
                Publish(state);
                if (Watched.IsFinal(state))
                    break;
                await changes.WaitAsync(pollInterval, _stop.Token);
            }

            HasEnded = true;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Nobody looks any more.
        }
        catch (Exception e)
        {
            HasEnded = true;
            _changed.TrySetException(e);
            // Not every failure has somebody who waits for it.
            _ = _changed.Task.Exception;
        }
    }

    private void Publish(TState state)
    {
        lock (_lock)
        {
            if (_newest is { } known && Watched.RevisionOf(known) == Watched.RevisionOf(state))
                return;
            _newest = state;
            _changed.TrySetResult();
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
