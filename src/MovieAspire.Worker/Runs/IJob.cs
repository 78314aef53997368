using MovieAspire.ServiceDefaults.Errors;

namespace MovieAspire.Worker.Runs;

/// <summary>Work that runs execute. Each capability registers its own as <see cref="IJob"/>.</summary>
internal interface IJob
{
    /// <summary>The name in requests, settings and pipeline_runs: small letters and hyphens.</summary>
    string Name { get; }

    /// <summary>For people, where the name says too little.</summary>
    string Title => Name;

    /// <summary>
    /// When it starts by itself unless the setting <c>Schedules:NAME:Cron</c> says otherwise: a Quartz cron expression in
    /// UTC; null for never.
    /// </summary>
    string? DefaultCron => null;

    /// <summary>What StartRun accepts.</summary>
    IReadOnlyList<JobOption> Options => [];

    /// <summary>
    /// Whether somebody waits for each run of it: such runs have places of their own (<see cref="RunOptions.InteractiveConcurrency"/>),
    /// which long jobs cannot take.
    /// </summary>
    bool IsInteractive => false;

    /// <summary>What a run is about, by its options: runs of the job about different subjects may run beside each other.</summary>
    string SubjectOf(IReadOnlyDictionary<string, string> options) => "";

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

/// <summary>
/// Thrown by a job that gives its place to the runs that wait and goes on later, from its cursor. That is no attempt of the run,
/// and nothing follows up before its end.
/// </summary>
/// <param name="delay">How long it waits at least.</param>
/// <param name="reason">For people; empty where it only lets others go first.</param>
internal sealed class RunPausedException(TimeSpan delay, string reason) : Exception(reason)
{
    public TimeSpan Delay { get; } = delay;

    public string Reason { get; } = reason;
}

/// <summary>How a job ended that did not throw.</summary>
internal enum JobOutcome
{
    /// <summary>The work is done; errors of items make the run partial.</summary>
    Done,

    /// <summary>There was nothing to do.</summary>
    NothingToDo,

    /// <summary>Some of it waits for a later run, as a source says: the run is partial.</summary>
    Unfinished,
}

/// <summary>The jobs by name, and what is wrong with a request for one.</summary>
internal sealed class JobCatalog(IEnumerable<IJob> jobs)
{
    private readonly Dictionary<string, IJob> _jobs = jobs.ToDictionary(job => job.Name, StringComparer.Ordinal);

    public IReadOnlyCollection<IJob> All => _jobs.Values;

    public string[] Names => [.. _jobs.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The jobs that somebody waits for, and the others.</summary>
    public ILookup<bool, string> ByInteraction => _jobs.Values.ToLookup(job => job.IsInteractive, job => job.Name);

    public IJob this[string name] => _jobs[name];

    /// <summary>Every bad field of a request: <c>job</c> or <c>options.name</c>.</summary>
    public IReadOnlyList<FieldViolation> Validate(string name, IReadOnlyDictionary<string, string> options)
    {
        if (!_jobs.TryGetValue(name, out var job))
            return [new("job", $"must be one of {string.Join(", ", Names)}")];

        var violations = new List<FieldViolation>();
        foreach (var (key, value) in options)
        {
            var option = job.Options.FirstOrDefault(option => option.Name == key);
            var problem = option is not null ? option.Validate(value)
                : job.Options.Count == 0 ? $"is unknown; {name} has no options"
                : $"is unknown; {name} has {string.Join(", ", job.Options.Select(o => o.Name))}";
            if (problem is not null)
                violations.Add(new($"options.{key}", problem));
        }

        if (violations.Count > 0)
            return violations;
        return [.. job.Validate(options).Select(bad => bad with { Field = $"options.{bad.Field}" })];
    }
}
