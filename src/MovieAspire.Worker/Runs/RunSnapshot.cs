using MovieAspire.Data;

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
