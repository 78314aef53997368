using System.ComponentModel.DataAnnotations;

namespace MovieAspire.Worker.Quotas;

/// <summary>Section "Quotas": how the workers share the counts of requests.</summary>
internal sealed record QuotaOptions
{
    public const string Section = "Quotas";

    /// <summary>
    /// Requests of a day's quota that a worker reserves at once. With 1, what counts as used was sent. With more, a round trip
    /// to the database is saved for each of the others, and a crash loses at most that many of the day; the quota is never exceeded.
    /// </summary>
    [Range(1, 1_000, ErrorMessage = "Quotas:BatchSize must be between 1 and 1,000.")]
    public int BatchSize { get; init; } = 1;

    /// <summary>
    /// How often the statistics are written: requests of providers without a daily quota, refused and cached ones. A
    /// crash loses at most that much of them; quotas are not concerned.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:10:00", ErrorMessage = "Quotas:FlushInterval must be between 0.05 s and 10 min.")]
    public TimeSpan FlushInterval { get; init; } = TimeSpan.FromSeconds(5);
}
