using NpgsqlTypes;

namespace MovieAspire.Data;

/// <summary>What Postgres searches of a movie that was not removed; triggers keep it up to date.</summary>
public sealed class MovieSearch
{
    /// <summary>TMDB id.</summary>
    public int MovieId { get; set; }

    /// <summary>All titles folded, in each way of writing them.</summary>
    public string[] Names { get; set; } = [];

    /// <summary>Words of the titles.</summary>
    public required NpgsqlTsVector Titles { get; set; }

    /// <summary>Those, and the words of people, keywords and the overview.</summary>
    public required NpgsqlTsVector Words { get; set; }
}

/// <summary>A word that a typo may have meant.</summary>
public sealed class SearchWord
{
    /// <summary>Folded.</summary>
    public required string Word { get; set; }
}

/// <summary>When a movie changed last in anything that a search shows, filters or sorts by.</summary>
public sealed class MovieChange
{
    /// <summary>TMDB id; the movie may be removed.</summary>
    public int MovieId { get; set; }

    /// <summary>The transaction that wrote it.</summary>
    public ulong Version { get; set; }

    /// <summary>When it did.</summary>
    public DateTimeOffset ChangedAt { get; set; }
}

/// <summary>Movies that a transaction under way has changed; empty to everybody else.</summary>
public sealed class SearchQueueEntry
{
    /// <summary>Ascending.</summary>
    public long Id { get; set; }

    /// <summary>TMDB ids.</summary>
    public int[] MovieIds { get; set; } = [];

    /// <summary>False when only numbers changed.</summary>
    public bool HasText { get; set; }
}
