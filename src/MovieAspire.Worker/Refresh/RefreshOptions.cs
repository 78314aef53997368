using System.ComponentModel.DataAnnotations;

namespace MovieAspire.Worker.Refresh;

/// <summary>Section "Refresh": how long a movie may go without a refresh, by provider and age class.</summary>
internal sealed record RefreshOptions : IValidatableObject
{
    public const string Section = "Refresh";

    /// <summary>Refresh:Tmdb:Recent and so on: 5, 15, 30 and 90 days.</summary>
    public RefreshIntervals Tmdb { get; init; } = RefreshIntervals.OfDays(5, 15, 30, 90);

    /// <summary>Refresh:Omdb:Recent and so on: 5, 30, 90 and 180 days.</summary>
    public RefreshIntervals Omdb { get; init; } = RefreshIntervals.OfDays(5, 30, 90, 180);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
    [
        .. Tmdb.Violations($"{Section}:{nameof(Tmdb)}", RefreshPolicy.LongestWithoutRefresh),
        .. Omdb.Violations($"{Section}:{nameof(Omdb)}", TimeSpan.FromDays(3650)),
    ];
}
