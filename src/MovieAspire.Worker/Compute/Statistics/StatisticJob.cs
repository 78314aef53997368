using MovieAspire.Redis.Generations;
using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Compute.Statistics;

/// <summary>Computes one artifact; nothing to do when its input has not changed.</summary>
/// <param name="name">Of the job.</param>
/// <param name="what">What is computed, for people: "genre statistics".</param>
/// <param name="changes">Whose reads it makes old.</param>
/// <param name="compute">Returns how many rows changed.</param>
internal sealed class StatisticJob(
    string name, string what, IReadOnlyList<DataArea> changes, Func<Guid, CancellationToken, Task<long>> compute) : IJob
{
    public string Name => name;

    public IReadOnlyList<JobOption> Options => [];

    public IReadOnlyList<DataArea> Changes => changes;

    public Task<JobOutcome> RunAsync(RunContext run, JobArguments arguments, CancellationToken cancellationToken) =>
        RunAsync(run, name, what, () => compute(run.Run.Id, cancellationToken));

    /// <summary>The computation as the one phase of a run.</summary>
    public static async Task<JobOutcome> RunAsync(RunContext run, string name, string what, Func<Task<long>> compute)
    {
        run.BeginPhase($"Computing {what}", 1);
        var changed = await compute();
        run.Source(name.Replace('-', '_')).Add(updated: changed);
        run.Advance(1, "");
        return changed > 0 ? JobOutcome.Done : JobOutcome.NothingToDo;
    }
}
