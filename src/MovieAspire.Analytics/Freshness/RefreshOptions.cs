using System.ComponentModel.DataAnnotations;

namespace MovieAspire.Analytics.Freshness;

/// <summary>
/// Section "Refresh", the worker's own: how long a movie may go without a refresh, by provider and age class. A
/// deployment that sets other intervals sets them for both, or the counts speak of another policy than the worker's.
/// </summary>
internal sealed record RefreshOptions : IValidatableObject
{
    internal const string Section = "Refresh";

    /// <summary>Frozen movies wait so long, as TMDB's data may be kept for six months only.</summary>
    internal static readonly TimeSpan LongestWithoutRefresh = TimeSpan.FromDays(180);

    /// <summary>Refresh:Tmdb:Recent and so on: 5, 15, 30 and 90 days.</summary>
    public RefreshIntervals Tmdb { get; init; } = RefreshIntervals.OfDays(5, 15, 30, 90);

    /// <summary>Refresh:Omdb:Recent and so on: 5, 30, 90 and 180 days.</summary>
    public RefreshIntervals Omdb { get; init; } = RefreshIntervals.OfDays(5, 30, 90, 180);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Violations(nameof(Tmdb), Tmdb).Concat(Violations(nameof(Omdb), Omdb));

    private static IEnumerable<ValidationResult> Violations(string provider, RefreshIntervals intervals) =>
        AgeClasses.Names.Zip(intervals.ToArray())
            .Where(pair => pair.Second <= TimeSpan.Zero)
            .Select(pair => new ValidationResult($"{Section}:{provider}:{pair.First} must be longer than 0."));
}

/// <summary>One provider's interval for each age class.</summary>
internal sealed record RefreshIntervals
{
    public TimeSpan Recent { get; init; }

    public TimeSpan Established { get; init; }

    public TimeSpan Mature { get; init; }

    public TimeSpan Archived { get; init; }

    internal static RefreshIntervals OfDays(int recent, int established, int mature, int archived) => new()
    {
        Recent = TimeSpan.FromDays(recent),
        Established = TimeSpan.FromDays(established),
        Mature = TimeSpan.FromDays(mature),
        Archived = TimeSpan.FromDays(archived),
    };

    /// <summary>In the order of <see cref="AgeClasses.Names"/>.</summary>
    internal TimeSpan[] ToArray() => [Recent, Established, Mature, Archived];
}
