using MovieAspire.Catalog.Search.Postgres;

namespace MovieAspire.Catalog.Search;

internal static class SearchExtensions
{
    public static void AddSearch(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<PostgresEngine>();
        builder.Services.AddSingleton<MovieSearch>();
    }

    public static void MapSearch(this WebApplication app) => app.MapGrpcService<SearchService>();
}
