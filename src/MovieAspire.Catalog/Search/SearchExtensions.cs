using Microsoft.Extensions.Options;
using MovieAspire.Catalog.Search.Meilisearch;
using MovieAspire.Catalog.Search.Postgres;
using MovieAspire.Data;
using MovieAspire.SearchIndex;

namespace MovieAspire.Catalog.Search;

internal static class SearchExtensions
{
    /// <summary>Adds search over both engines, and the health check "meilisearch", which is degraded at worst.</summary>
    public static void AddSearch(this WebApplicationBuilder builder)
    {
        builder.AddMeilisearch();
        var services = builder.Services;
        services.AddOptions<SearchOptions>().BindConfiguration(SearchOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.AddFixedPlanMovieDb(
            SearchOptions.DataSourceKey, services => services.GetRequiredService<IOptions<SearchOptions>>().Value.Concurrency);
        services.AddSingleton<PostgresEngine>();
        services.AddSingleton<SearchLoad>();
        services.AddSingleton<IndexWatch>();
        services.AddSingleton<MovieSearch>();
        services.AddHealthChecks().AddCheck<MeilisearchHealthCheck>("meilisearch");
    }

    public static void MapSearch(this WebApplication app) => app.MapGrpcService<SearchService>();
}
