using System.ComponentModel.DataAnnotations;

namespace MovieAspire.ServiceDefaults.Caching;

/// <summary>Settings of the Redis cache; section <c>Cache</c>.</summary>
public sealed record CacheOptions
{
    /// <summary>How long an entry is served at most. Cache:TimeToLive, 1 h by default.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00", ErrorMessage = "Cache:TimeToLive must be between 1 s and 7 days.")]
    public TimeSpan TimeToLive { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// How much longer an entry is kept, for the time when the database is away. Cache:StaleTime, 1 day by default.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00", ErrorMessage = "Cache:StaleTime must be between 0 and 30 days.")]
    public TimeSpan StaleTime { get; init; } = TimeSpan.FromDays(1);

    /// <summary>
    /// How long a read that has an old entry waits for the database before it answers with that. Cache:StalePatience,
    /// 2 s by default.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00", ErrorMessage = "Cache:StalePatience must be between 10 ms and 1 min.")]
    public TimeSpan StalePatience { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long the other processes wait for the one that computes an entry, before they compute it too. Cache:Lease,
    /// 1 s by default; 0 lets all compute.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:30", ErrorMessage = "Cache:Lease must be between 0 and 30 s.")]
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest a read waits for Redis before it goes on without. Cache:Timeout, 250 ms by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:05", ErrorMessage = "Cache:Timeout must be between 10 ms and 5 s.")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>After a failure, how long until Redis is asked again whether it is back. Cache:RetryDelay, 2 s by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:05:00", ErrorMessage = "Cache:RetryDelay must be between 10 ms and 5 min.")]
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(2);
}
