using System.ComponentModel.DataAnnotations;

namespace MovieAspire.Data.Refresh;

/// <summary>One provider's interval for each age class.</summary>
public sealed record RefreshIntervals
{
    // Anything shorter reads the same answer again and again, mostly out of the provider's own cache.
    private static readonly TimeSpan Shortest = TimeSpan.FromHours(1);

    /// <summary>Of <see cref="AgeClass.Recent"/>.</summary>
    public TimeSpan Recent { get; init; }

    /// <summary>Of <see cref="AgeClass.Established"/>.</summary>
    public TimeSpan Established { get; init; }

    /// <summary>Of <see cref="AgeClass.Mature"/>.</summary>
    public TimeSpan Mature { get; init; }

    /// <summary>Of <see cref="AgeClass.Archived"/>.</summary>
    public TimeSpan Archived { get; init; }

    /// <summary>Intervals of whole days.</summary>
    public static RefreshIntervals OfDays(int recent, int established, int mature, int archived) => new()
    {
        Recent = TimeSpan.FromDays(recent),
        Established = TimeSpan.FromDays(established),
        Mature = TimeSpan.FromDays(mature),
        Archived = TimeSpan.FromDays(archived),
    };

    /// <summary>The interval of a class.</summary>
    public TimeSpan For(AgeClass age) => age switch
    {
        AgeClass.Recent => Recent,
        AgeClass.Established => Established,
        AgeClass.Mature => Mature,
        _ => Archived,
    };

    /// <summary>In the order of <see cref="AgeClass"/>, which <see cref="AgeClasses.NumberSql"/> counts from 1.</summary>
    public TimeSpan[] ToArray() => [Recent, Established, Mature, Archived];

    internal IEnumerable<ValidationResult> Violations(string section, TimeSpan longest) =>
        from age in Enum.GetValues<AgeClass>()
        let interval = For(age)
        where interval < Shortest || interval > longest
        select new ValidationResult(
            FormattableString.Invariant(
                $"{section}:{age} is {interval}; it must be between one hour and {longest.TotalDays:0} days."),
            [$"{section}:{age}"]);
}
