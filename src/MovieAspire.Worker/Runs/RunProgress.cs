using MovieAspire.Data.Pipeline;
using MovieAspire.Providers.Calls;

namespace MovieAspire.Worker.Runs;

/// <summary>Where a run is.</summary>
internal sealed record RunProgress(
    long Done, long Total, string Message, string CurrentItem, string Waiting, DateTimeOffset Since);

/// <summary>What a run has to save.</summary>
/// <param name="Progress">Where it is.</param>
/// <param name="MoviesProcessed">Movies written or confirmed.</param>
/// <param name="Sources">All counters.</param>
/// <param name="Errors">Errors since the last save.</param>
/// <param name="Cursor">Where a take-over goes on, JSON; null to leave it.</param>
internal sealed record RunSnapshot(
    RunProgress Progress, long MoviesProcessed, IReadOnlyCollection<RunSource> Sources,
    IReadOnlyCollection<RunError> Errors, string? Cursor);

/// <summary>
/// Why a run waits: the newest wait of each provider and kind until it is over, since the work for one provider may go
/// on while that for another is parked. Not thread-safe.
/// </summary>
internal sealed class RunWaits
{
    private readonly SortedDictionary<(Provider, WaitReason), (string Text, DateTimeOffset Until)> _waits = [];

    public void Add(ProviderWait wait, DateTimeOffset now) =>
        _waits[(wait.Provider, wait.Reason)] = (wait.ToString(), wait.ResumesAt ?? now + wait.Delay);

    /// <summary>Whether a wait is over that <see cref="At"/> still showed.</summary>
    public bool HasEnded(DateTimeOffset now) => _waits.Values.Any(wait => wait.Until <= now);

    /// <summary>For people; empty when nothing waits. What is over is forgotten.</summary>
    public string At(DateTimeOffset now)
    {
        foreach (var ended in _waits.Where(wait => wait.Value.Until <= now).Select(wait => wait.Key).ToList())
            _waits.Remove(ended);
        return string.Join("; ", _waits.Values.Select(wait => wait.Text));
    }
}
