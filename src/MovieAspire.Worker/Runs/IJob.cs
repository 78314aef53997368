using MovieAspire.Redis.Generations;
using MovieAspire.ServiceDefaults.Errors;

namespace MovieAspire.Worker.Runs;

/// <summary>Work that runs execute. One small file for each; register it in JobsSetup.</summary>
internal interface IJob
{
    /// <summary>The name in requests, schedules and pipeline_runs.</summary>
    string Name { get; }

    /// <summary>What StartRun accepts.</summary>
    IReadOnlyList<JobOption> Options { get; }

    /// <summary>What its writing makes old in the caches: all, unless it is known to be less.</summary>
    IReadOnlyList<DataArea> Changes => DataGenerations.AllAreas;

    /// <summary>What is wrong with options that are each good by themselves, by their names.</summary>
    IReadOnlyList<FieldViolation> Validate(IReadOnlyDictionary<string, string> options) => [];

    /// <summary>
    /// Does the work, or the rest of it when the context has a cursor. Items must be idempotent. A failed
    /// item is recorded and passed over; an exception ends the run.
    /// </summary>
    /// <param name="run">Where to report to; when StopRequested, finish what is in flight and throw.</param>
    /// <param name="arguments">The validated options.</param>
    /// <param name="cancellationToken">Stop at once: the lease is lost, or the time to finish is over.</param>
    Task<JobOutcome> RunAsync(RunContext run, JobArguments arguments, CancellationToken cancellationToken);
}

/// <summary>How a job ended that did not throw.</summary>
internal enum JobOutcome
{
    /// <summary>The work is done; errors of items make the run partial.</summary>
    Done,

    /// <summary>There was nothing to do.</summary>
    NothingToDo,
}
