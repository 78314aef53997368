using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Compute.Search;

internal static class SearchIndexServices
{
    /// <summary>Adds the writers of the search index.</summary>
    public static IHostApplicationBuilder AddSearchIndex(this IHostApplicationBuilder builder)
    {
        builder.AddMeilisearch();
        builder.Services.AddOptions<SearchIndexOptions>().BindConfiguration(SearchIndexOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<IndexUpdate>();
        builder.Services.AddSingleton<IndexBuild>();
        builder.Services.AddSingleton<IRunFollowUp, IndexFollowUp>();
        builder.Services.AddSingleton<IJob, SearchIndexJob>();
        return builder;
    }
}
