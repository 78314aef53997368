using MovieAspire.Data.Search;
using MovieAspire.Worker.Compute.Recommendations;
using MovieAspire.Worker.Compute.Statistics;
using MovieAspire.Worker.Runs;
using Npgsql;

namespace MovieAspire.Worker.Compute;

/// <summary>Every artifact, in the order in which they build on each other, and the words of search.</summary>
internal sealed class ComputeAllJob(
    CatalogStatistics statistics, RecommendationComputation recommendations, NpgsqlDataSource database) : IJob
{
    public string Name => "compute-all";

    public string Title => "All that is computed";

    public async Task<JobOutcome> RunAsync(RunContext run, JobArguments arguments, CancellationToken cancellationToken)
    {
        var changed = await statistics.ComputeAsync(run, cancellationToken);
        changed += await recommendations.ComputeAsync(run, movie: null, cancellationToken);
        run.BeginPhase("Counting words", total: 1);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var words = await SearchVocabulary.CountAsync(connection, cancellationToken);
        run.Advance(1, FormattableString.Invariant($"{words} words have another count"));
        return changed > 0 ? JobOutcome.Done : JobOutcome.NothingToDo;
    }
}
