using MovieAspire.ServiceDefaults.Errors;
using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Compute.Statistics;

/// <summary>Ranks the movies that trend on a day.</summary>
internal sealed class TrendingJob(Trending trending, TimeProvider time) : IJob
{
    private static readonly DateOption TargetDate = new(
        "target_date", "The UTC day; today by default. A past day keeps its numbers, or takes today's when it has none.");

    public string Name => "trending";

    public IReadOnlyList<JobOption> Options { get; } = [TargetDate];

    public IReadOnlyList<FieldViolation> Validate(IReadOnlyDictionary<string, string> options) =>
        TargetDate.Read(new(options)) > DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime)
            ? [new(TargetDate.Name, "must not be in the future")]
            : [];

    public Task<JobOutcome> RunAsync(RunContext run, JobArguments arguments, CancellationToken cancellationToken) =>
        StatisticJob.RunAsync(run, Name, "trending movies",
            () => trending.ComputeAsync(run.Run.Id, TargetDate.Read(arguments), cancellationToken));
}
