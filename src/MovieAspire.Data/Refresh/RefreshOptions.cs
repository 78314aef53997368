using System.ComponentModel.DataAnnotations;

namespace MovieAspire.Data.Refresh;

/// <summary>
/// Section "Refresh": how long a movie may go without a refresh, by provider and age class. The worker refreshes and
/// analytics counts what is stale by it: a deployment that sets other intervals sets them for both.
/// </summary>
public sealed record RefreshOptions : IValidatableObject
{
    /// <summary>The section's name.</summary>
    public const string Section = "Refresh";

    /// <summary>TMDB's data may be kept for six months only, so neither a setting nor freezing goes beyond this.</summary>
    public static readonly TimeSpan LongestWithoutRefresh = TimeSpan.FromDays(180);

    /// <summary>Refresh:Tmdb:Recent and so on: 5, 15, 30 and 90 days.</summary>
    public RefreshIntervals Tmdb { get; init; } = RefreshIntervals.OfDays(5, 15, 30, 90);

    /// <summary>Refresh:Omdb:Recent and so on: 5, 30, 90 and 180 days.</summary>
    public RefreshIntervals Omdb { get; init; } = RefreshIntervals.OfDays(5, 30, 90, 180);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
    [
        .. Tmdb.Violations($"{Section}:{nameof(Tmdb)}", LongestWithoutRefresh),
        .. Omdb.Violations($"{Section}:{nameof(Omdb)}", TimeSpan.FromDays(3650)),
    ];
}
