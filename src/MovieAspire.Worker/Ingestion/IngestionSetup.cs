using MovieAspire.Providers;

namespace MovieAspire.Worker.Ingestion;

/// <summary>Registers what fetches and writes movies.</summary>
internal static class IngestionSetup
{
    public static IHostApplicationBuilder AddIngestion(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<IngestionOptions>().BindConfiguration("Ingestion")
            .ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddProviders(builder.Configuration);
        builder.Services.AddSingleton(MovieTables.From);
        builder.Services.AddSingleton<ListWriter>();
        builder.Services.AddSingleton<ListCollector>();
        builder.Services.AddSingleton<MovieWriter>();
        builder.Services.AddSingleton<MovieQueries>();
        builder.Services.AddSingleton<DetailsCollector>();
        return builder;
    }
}
