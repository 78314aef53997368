using MovieAspire.Redis.Generations;
using MovieAspire.Worker.Compute.Projections;
using MovieAspire.Worker.Compute.Recommendations;
using MovieAspire.Worker.Compute.Search;
using MovieAspire.Worker.Compute.Statistics;
using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Compute;

internal static class ComputeServices
{
    /// <summary>Adds what is computed from the catalog: documents, statistics, recommendations and the search index, with their jobs.</summary>
    public static IHostApplicationBuilder AddCompute(this IHostApplicationBuilder builder)
    {
        builder.AddProjections();
        builder.AddStatistics();
        builder.AddRecommendations();
        builder.AddSearchIndex();
        builder.Services.AddSingleton<IJob, RecommendationsJob>();
        builder.Services.AddSingleton<IJob, ComputeAllJob>();
        builder.AddDataGenerations();
        // After the index: what the caches read next must find it up to date.
        builder.Services.AddSingleton<IRunFollowUp, GenerationFollowUp>();
        return builder;
    }
}
