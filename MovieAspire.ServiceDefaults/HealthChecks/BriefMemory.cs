namespace MovieAspire.ServiceDefaults.HealthChecks;

/// <summary>
/// Makes something once a second at most, and once for all who ask meanwhile: for what anyone may ask, and what costs.
/// </summary>
/// <param name="time">Of the second.</param>
/// <param name="make">Makes it; whoever stops waiting does not stop it for the others. A failure is not remembered.</param>
public sealed class BriefMemory<T>(TimeProvider time, Func<Task<T>> make)
{
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private Task<T>? _made;
    private long _since;

    /// <summary>What was made, a second ago at most.</summary>
    public Task<T> AskAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            // What takes longer than a second serves all who came while it was made.
            if (_made is null or { IsFaulted: true } || (_made.IsCompleted && time.GetElapsedTime(_since) >= Age))
                (_made, _since) = (MakeAsync(), time.GetTimestamp());
            return _made.WaitAsync(cancellationToken);
        }
    }

    private async Task<T> MakeAsync()
    {
        await Task.Yield();
        var made = await make();
        lock (_lock)
            _since = time.GetTimestamp();
        return made;
    }
}
