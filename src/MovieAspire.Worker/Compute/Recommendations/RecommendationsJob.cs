using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Compute.Recommendations;

/// <summary>What to watch after each movie, or after one.</summary>
internal sealed class RecommendationsJob(RecommendationComputation recommendations) : IJob
{
    private static readonly NumberOption Movie = new("movie_id", "Only for this movie, by TMDB's id.", 1, int.MaxValue);

    public string Name => "recommendations";

    public string Title => "Recommendations";

    public string DefaultCron => "0 0 5 ? * MON";

    public IReadOnlyList<JobOption> Options { get; } = [Movie];

    public async Task<JobOutcome> RunAsync(RunContext run, JobArguments arguments, CancellationToken cancellationToken)
    {
        int? movie = Movie.Read(arguments, 0) is > 0 and var id ? id : null;
        return await recommendations.ComputeAsync(run, movie, cancellationToken) > 0 ? JobOutcome.Done : JobOutcome.NothingToDo;
    }
}
