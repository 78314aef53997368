using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MovieAspire.SearchIndex;

/// <summary>Registration of the search server.</summary>
public static class SearchIndexServices
{
    private const string ConnectionName = "meilisearch";

    /// <summary>Adds <see cref="MeilisearchServer"/> of <c>ConnectionStrings:meilisearch</c>, which may be missing.</summary>
    public static IHostApplicationBuilder AddMeilisearch(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(_ => new MeilisearchServer(builder.Configuration.GetConnectionString(ConnectionName)));
        return builder;
    }
}
