namespace MovieAspire.Worker.Compute.Search;

/// <summary>Registers the writers of the search index.</summary>
internal static class SearchIndexSetup
{
    public static IHostApplicationBuilder AddSearchIndex(this IHostApplicationBuilder builder)
    {
        builder.AddMeilisearch();
        builder.Services.AddOptions<SearchIndexOptions>().BindConfiguration(SearchIndexOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<IndexUpdate>();
        builder.Services.AddSingleton<IndexBuild>();
        builder.Services.AddSingleton<IndexFollowUp>();
        return builder;
    }
}
