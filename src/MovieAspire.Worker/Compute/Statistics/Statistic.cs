using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Compute.Statistics;

/// <summary>An artifact that one SQL statement computes from the catalog.</summary>
internal interface IStatistic
{
    /// <summary>The job that computes it alone, and the source under which a run counts its rows.</summary>
    string Name { get; }

    /// <summary>For people.</summary>
    string Title { get; }

    /// <inheritdoc cref="IJob.DefaultCron"/>
    string DefaultCron { get; }

    /// <summary>Computes it in one transaction; rows that are right already are not touched.</summary>
    /// <returns>How many rows changed; 0 when it was up to date.</returns>
    Task<long> ComputeAsync(Guid run, CancellationToken cancellationToken);
}

/// <summary>Computes one statistic; nothing to do when its input has not changed.</summary>
internal sealed class StatisticJob<T>(T statistic) : IJob where T : IStatistic
{
    public string Name => statistic.Name;

    public string Title => statistic.Title;

    public string DefaultCron => statistic.DefaultCron;

    public async Task<JobOutcome> RunAsync(RunContext run, JobArguments arguments, CancellationToken cancellationToken)
    {
        run.BeginPhase($"Computing {statistic.Name}", 1);
        var changed = await statistic.ComputeAsync(run.Run.Id, cancellationToken);
        run.Source(statistic.Name).Add(fetched: changed, updated: changed);
        run.Advance(1, "");
        return changed > 0 ? JobOutcome.Done : JobOutcome.NothingToDo;
    }
}

/// <summary>All statistics, in the order in which they build on each other.</summary>
internal sealed class CatalogStatistics(IEnumerable<IStatistic> statistics)
{
    private readonly IReadOnlyList<IStatistic> _statistics = [.. statistics];

    /// <summary>Computes what changed, as a phase of the run.</summary>
    /// <returns>How many rows changed.</returns>
    public async Task<long> ComputeAsync(RunContext run, CancellationToken cancellationToken)
    {
        run.BeginPhase("Computing statistics", _statistics.Count);
        long changed = 0;
        foreach (var statistic in _statistics)
        {
            var rows = await statistic.ComputeAsync(run.Run.Id, cancellationToken);
            run.Source(statistic.Name).Add(fetched: rows, updated: rows);
            run.Advance(1, statistic.Name);
            changed += rows;
        }

        return changed;
    }
}
