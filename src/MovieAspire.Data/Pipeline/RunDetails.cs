namespace MovieAspire.Data.Pipeline;

/// <summary>What one source of a run brought.</summary>
public sealed class RunSource
{
    /// <summary>The run.</summary>
    public Guid RunId { get; set; }

    /// <summary>For example <c>popular</c> or <c>details</c>.</summary>
    public required string Source { get; set; }

    /// <summary>Items that the provider was asked for, or gave: the sum of the four below.</summary>
    public long Fetched { get; set; }

    /// <summary>Items new to the catalog.</summary>
    public long Inserted { get; set; }

    /// <summary>Items that differed.</summary>
    public long Updated { get; set; }

    /// <summary>Items that were the same.</summary>
    public long Unchanged { get; set; }

    /// <summary>Items that failed.</summary>
    public long Failed { get; set; }

    /// <summary>Requests sent to the provider.</summary>
    public long Requests { get; set; }

    /// <summary>Movies that are not refreshed any more, because they stopped changing.</summary>
    public long Frozen { get; set; }

    /// <summary>Movies that were frozen and are refreshed again.</summary>
    public long Thawed { get; set; }

    /// <summary>Why the source as a whole failed.</summary>
    public string? Error { get; set; }
}

/// <summary>An item of a run that failed.</summary>
public sealed class RunError
{
    /// <summary>Grows with time.</summary>
    public long Id { get; set; }

    /// <summary>The run.</summary>
    public Guid RunId { get; set; }

    /// <summary>The source that the item came from.</summary>
    public required string Source { get; set; }

    /// <summary>For example a movie id.</summary>
    public required string Item { get; set; }

    /// <summary>network, rate_limit, not_found, bad_body or database.</summary>
    public required string Cause { get; set; }

    /// <summary>What happened.</summary>
    public required string Message { get; set; }

    /// <summary>When it happened.</summary>
    public DateTimeOffset OccurredAt { get; set; }

    /// <summary>When a later run did the item after all.</summary>
    public DateTimeOffset? ResolvedAt { get; set; }
}
