namespace MovieAspire.Data;

/// <summary>A worker that lives, by its heartbeat.</summary>
public sealed class WorkerProcess
{
    /// <summary>Unique for each start of a process.</summary>
    public required string Id { get; set; }

    /// <summary>The machine's name.</summary>
    public required string Host { get; set; }

    /// <summary>When it started.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>Its newest sign of life.</summary>
    public DateTimeOffset HeartbeatAt { get; set; }

    /// <summary>From then on it counts as dead.</summary>
    public DateTimeOffset ExpiresAt { get; set; }
}

/// <summary>Whether schedules fire, for the whole cluster: one row.</summary>
public sealed class SchedulerSwitch
{
    /// <summary>Always true.</summary>
    public bool OnlyRow { get; set; }

    /// <summary>Whether schedules fire.</summary>
    public bool Running { get; set; }

    /// <summary>When that was changed last; null while it never was.</summary>
    public DateTimeOffset? ChangedAt { get; set; }

    /// <summary>Who changed it.</summary>
    public required string ChangedBy { get; set; }
}
