using System.ComponentModel.DataAnnotations;

namespace MovieAspire.Worker.Runs;

/// <summary>Section "Runs": how workers share the runs.</summary>
internal sealed record RunOptions
{
    public const string Section = "Runs";

    /// <summary>A worker that is silent for so long loses its run to another.</summary>
    [Range(typeof(TimeSpan), "00:00:00.2", "01:00:00", ErrorMessage = "Runs:LeaseDuration must be between 0.2 s and 1 h.")]
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a lease is renewed; well below LeaseDuration.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:20:00",
        ErrorMessage = "Runs:HeartbeatInterval must be between 0.05 s and 20 min.")]
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>At most one progress update in this time.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:01:00",
        ErrorMessage = "Runs:ProgressInterval must be between 0.01 s and 1 min.")]
    public TimeSpan ProgressInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How often the queue is looked at when no notification comes.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:10:00", ErrorMessage = "Runs:PollInterval must be between 0.05 s and 10 min.")]
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Runs of different jobs that one worker executes at once.</summary>
    [Range(1, 32, ErrorMessage = "Runs:Concurrency must be between 1 and 32.")]
    public int Concurrency { get; init; } = 2;

    /// <summary>Runs that somebody waits for, of libraries, that one worker executes at once beside the others.</summary>
    [Range(1, 64, ErrorMessage = "Runs:InteractiveConcurrency must be between 1 and 64.")]
    public int InteractiveConcurrency { get; init; } = 4;

    /// <summary>Executions of a run that fails because something it needs cannot be reached, or whose worker dies.</summary>
    [Range(1, 100, ErrorMessage = "Runs:MaxAttempts must be between 1 and 100.")]
    public int MaxAttempts { get; init; } = 3;

    /// <summary>Pause before the second attempt; doubles with each further one.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "1.00:00:00", ErrorMessage = "Runs:RetryDelay must be between 0.01 s and 1 day.")]
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the items in flight may take to finish when the worker is told to stop.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00", ErrorMessage = "Runs:ShutdownGrace must be between 0 and 5 min.")]
    public TimeSpan ShutdownGrace { get; init; } = TimeSpan.FromSeconds(8);
}
