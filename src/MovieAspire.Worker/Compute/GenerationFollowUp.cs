using MovieAspire.Redis.Generations;
using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Compute;

/// <summary>Tells the services which of the answers that they keep a run made old.</summary>
internal sealed class GenerationFollowUp(DataGenerations generations) : IRunFollowUp
{
    public Task FollowUpAsync(RunContext run, CancellationToken cancellationToken) =>
        run.HasChanges ? generations.AdvanceAsync(AreasOf(run.Run.Job), cancellationToken) : Task.CompletedTask;

    // Facts, ratings and trends are shown with movies everywhere; these are shown by themselves.
    internal static IReadOnlyList<DataArea> AreasOf(string job) => job switch
    {
        "recommendations" => [DataArea.Recommendations],
        "genre-stats" or "ratings-by-decade" => [DataArea.Statistics],
        "search-index" => [DataArea.Search],
        "transform" or "kpi" or "visualize" or "medallion" or "compact-lake" or "lineage" => [DataArea.Kpis],
        _ => DataGenerations.AllAreas,
    };
}
