using System.ComponentModel.DataAnnotations;

namespace MovieAspire.Redis.Caching;

/// <summary>Settings of the messages cached in Redis; section <c>Cache</c>.</summary>
public sealed record CacheOptions
{
    /// <summary>Cache:TimeToLive, 1 h by default: how long an entry is served at most.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00", ErrorMessage = "Cache:TimeToLive must be between 1 s and 7 days.")]
    public TimeSpan TimeToLive { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Cache:StaleTime, 1 day by default: how much longer an entry is kept, for when the database is away.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00", ErrorMessage = "Cache:StaleTime must be between 0 and 30 days.")]
    public TimeSpan StaleTime { get; init; } = TimeSpan.FromDays(1);

    /// <summary>
    /// Cache:StalePatience, 2 s by default: how long a read that has an old entry waits for the database before it answers
    /// with that.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00", ErrorMessage = "Cache:StalePatience must be between 10 ms and 1 min.")]
    public TimeSpan StalePatience { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Cache:Lease, 1 s by default: how long the other processes wait for the one that computes an entry, before they
    /// compute it too; 0 lets all compute.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:30", ErrorMessage = "Cache:Lease must be between 0 and 30 s.")]
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Cache:NotFoundTimeToLive, 10 s by default: how long it is remembered that there is nothing.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00", ErrorMessage = "Cache:NotFoundTimeToLive must be between 0.1 s and 10 min.")]
    public TimeSpan NotFoundTimeToLive { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Cache:FreeFormTimeToLive, 30 s by default: how long an entry is served whose key the caller words freely, such as
    /// a search.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ErrorMessage = "Cache:FreeFormTimeToLive must be between 1 s and 1 h.")]
    public TimeSpan FreeFormTimeToLive { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Cache:FreeFormStaleTime, 5 min by default: <see cref="StaleTime"/> of those entries.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00", ErrorMessage = "Cache:FreeFormStaleTime must be between 0 and 1 h.")]
    public TimeSpan FreeFormStaleTime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Cache:FreeFormMegabytes, 16 by default: what a process makes Redis keep of those entries at most, whatever it is
    /// asked; 0 keeps none.
    /// </summary>
    [Range(0, 10_000, ErrorMessage = "Cache:FreeFormMegabytes must be between 0 and 10000.")]
    public int FreeFormMegabytes { get; init; } = 16;
}
