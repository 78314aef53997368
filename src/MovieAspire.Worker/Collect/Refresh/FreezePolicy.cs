using MovieAspire.Data;

namespace MovieAspire.Worker.Collect.Refresh;

/// <summary>How a movie stands between changing and frozen.</summary>
/// <param name="UnchangedCycles">Refreshes in a row that found the same content hash; measured, never assumed.</param>
/// <param name="Frozen">Whether refreshes leave it out.</param>
internal readonly record struct FreezeState(int UnchangedCycles, bool Frozen);

/// <summary>
/// Old movies that stopped changing are frozen: over 365 days since the release and the same content in three
/// consecutive refreshes (providers.md, "Refresh policy"). <see cref="FreezeStore"/> applies it to the catalog.
/// </summary>
internal static class FreezePolicy
{
    public const int CyclesToFreeze = 3;

    /// <summary>The state after a refresh. A change starts the count again and thaws.</summary>
    public static FreezeState AfterRefresh(FreezeState before, bool changed, DateOnly? releaseDate, DateOnly today)
    {
        var cycles = changed ? 0 : before.UnchangedCycles + 1;
        return new(cycles, ShouldFreeze(cycles, releaseDate, today));
    }

    /// <summary>
    /// The change feed named the movie: it thaws. The count stays, because only a different content hash proves a change
    /// of what we keep; when the next refresh finds none, the movie freezes again.
    /// </summary>
    public static FreezeState AfterChangeNotice(FreezeState before) => before with { Frozen = false };

    public static bool ShouldFreeze(int unchangedCycles, DateOnly? releaseDate, DateOnly today) =>
        unchangedCycles >= CyclesToFreeze && AgeClasses.Of(releaseDate, today) == AgeClass.Archived;
}
