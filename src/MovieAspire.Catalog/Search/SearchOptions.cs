using System.ComponentModel.DataAnnotations;

namespace MovieAspire.Catalog.Search;

/// <summary>Section "Search": when Postgres answers instead of Meilisearch.</summary>
internal sealed record SearchOptions
{
    public const string Section = "Search";

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
}
