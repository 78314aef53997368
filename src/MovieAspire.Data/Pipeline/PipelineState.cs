namespace MovieAspire.Data;

/// <summary>Requests to one provider on one UTC day.</summary>
public sealed class QuotaUsage
{
    /// <summary>tmdb or omdb.</summary>
    public required string Provider { get; set; }

    /// <summary>UTC day.</summary>
    public DateOnly Day { get; set; }

    /// <summary>Requests sent.</summary>
    public long Used { get; set; }

    /// <summary>Requests that the provider refused.</summary>
    public long Refused { get; set; }

    /// <summary>Requests that a cache answered.</summary>
    public long Cached { get; set; }

    /// <summary>Since when the provider says that the budget is spent.</summary>
    public DateTimeOffset? ExhaustedAt { get; set; }

    /// <summary>When that is probed again.</summary>
    public DateTimeOffset? NextProbeAt { get; set; }
}

/// <summary>The position in a feed, kept across runs.</summary>
public sealed class FeedCursor
{
    /// <summary>For example <c>tmdb_changes</c>.</summary>
    public required string Name { get; set; }

    /// <summary>JSON in the feed's own format.</summary>
    public required string Value { get; set; }

    /// <summary>The run that moved it last.</summary>
    public Guid? RunId { get; set; }

    /// <summary>When that was.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>When a job starts by itself.</summary>
public sealed class Schedule
{
    /// <summary>The job's name.</summary>
    public required string Job { get; set; }

    /// <summary>Quartz cron expression, UTC.</summary>
    public required string Cron { get; set; }

    /// <summary>Whether it fires.</summary>
    public bool Enabled { get; set; }

    /// <summary>The newest firing.</summary>
    public DateTimeOffset? LastFiredAt { get; set; }

    /// <summary>When the schedule changed last.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}
