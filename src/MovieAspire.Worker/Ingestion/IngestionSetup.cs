using Microsoft.Extensions.DependencyInjection.Extensions;
using MovieAspire.Providers;
using MovieAspire.Worker.Budgets;
using MovieAspire.Worker.Changes;
using MovieAspire.Worker.Discovery;
using MovieAspire.Worker.Refresh;

namespace MovieAspire.Worker.Ingestion;

/// <summary>Registers what fetches and writes movies.</summary>
internal static class IngestionSetup
{
    public static IHostApplicationBuilder AddIngestion(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<IngestionOptions>().BindConfiguration("Ingestion")
            .ValidateDataAnnotations().ValidateOnStart();
        builder.AddProviders();
        builder.Services.AddSingleton(MovieTables.From);
        builder.Services.AddSingleton<ListWriter>();
        builder.Services.AddSingleton<ListCollector>();
        builder.Services.AddSingleton<MovieWriter>();
        builder.Services.AddSingleton<MovieQueries>();
        builder.Services.AddSingleton<FailedItems>();
        builder.Services.AddSingleton<DetailsCollector>();
        builder.Services.AddSingleton<MovieEnrichment>();
        builder.Services.TryAddSingleton<QuotaStore>();
        builder.Services.AddSingleton<OmdbWriter>();
        builder.Services.AddSingleton<OmdbParking>();
        builder.Services.AddSingleton<OmdbCollector>();
        builder.Services.AddSingleton<DiscoveryCollector>();
        builder.Services.AddRefresh();
        builder.Services.AddChanges();
        return builder;
    }
}
