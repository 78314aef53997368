using System.ComponentModel.DataAnnotations;
using MovieAspire.SearchIndex;
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

/// <summary>Section "SearchIndex": how the index is written.</summary>
internal sealed record SearchIndexOptions
{
    public const string Section = "SearchIndex";

    /// <summary>SearchIndex:BatchSize: documents that are read, sent and held in memory at once, some 3 KB each.</summary>
    [Range(1, 50_000, ErrorMessage = "SearchIndex:BatchSize must be between 1 and 50,000.")]
    public int BatchSize { get; init; } = 4_000;

    /// <summary>SearchIndex:TaskTimeout: how long a task of Meilisearch may wait and take.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "06:00:00", ErrorMessage = "SearchIndex:TaskTimeout must be between 1 second and 6 hours.")]
    public TimeSpan TaskTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>SearchIndex:UpdateTimeout: how long a run waits at its end for its changes to be in the index.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ErrorMessage = "SearchIndex:UpdateTimeout must be between 1 second and 1 hour.")]
    public TimeSpan UpdateTimeout { get; init; } = TimeSpan.FromMinutes(1);
}
