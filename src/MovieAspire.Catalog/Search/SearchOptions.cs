using System.ComponentModel.DataAnnotations;

namespace MovieAspire.Catalog.Search;

/// <summary>Section "Search": when Postgres answers instead of Meilisearch, and how many searches at a time.</summary>
internal sealed record SearchOptions
{
    public const string Section = "Search";

    /// <summary>The key of the data source with the connections of searches.</summary>
    public const string DataSourceKey = "search";

    /// <summary>Search:Budget: how long Meilisearch may take for an answer.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:00:10", ErrorMessage = "Search:Budget must be between 10 milliseconds and 10 seconds.")]
    public TimeSpan Budget { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Search:RetryDelay: how long Meilisearch is not asked after it failed.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00", ErrorMessage = "Search:RetryDelay must be at most 1 hour.")]
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Search:StateMemory: how long the state of the index counts as known.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00", ErrorMessage = "Search:StateMemory must be at most 10 minutes.")]
    public TimeSpan StateMemory { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Search:MaxLag: the index is behind when it lacks a change that is older.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00", ErrorMessage = "Search:MaxLag must be at most 1 day.")]
    public TimeSpan MaxLag { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Search:Concurrency: searches at Postgres at a time, each with a connection of its own beside those of other reads.</summary>
    [Range(1, 1_000, ErrorMessage = "Search:Concurrency must be between 1 and 1000.")]
    public int Concurrency { get; init; } = 8;

    /// <summary>Search:Queue: searches that wait for one of those to end; more are refused.</summary>
    [Range(0, 100_000, ErrorMessage = "Search:Queue must be between 0 and 100000.")]
    public int Queue { get; init; } = 200;

    /// <summary>Search:QueueTime: how long a search waits at most, before it is refused.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:00:30", ErrorMessage = "Search:QueueTime must be between 10 milliseconds and 30 seconds.")]
    public TimeSpan QueueTime { get; init; } = TimeSpan.FromSeconds(1);
}
