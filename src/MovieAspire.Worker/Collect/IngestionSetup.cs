using Microsoft.Extensions.DependencyInjection.Extensions;
using MovieAspire.Providers;
using MovieAspire.Worker.Collect.Changes;
using MovieAspire.Worker.Collect.Details;
using MovieAspire.Worker.Collect.Discovery;
using MovieAspire.Worker.Collect.Lists;
using MovieAspire.Worker.Collect.Omdb;
using MovieAspire.Worker.Collect.Refresh;
using MovieAspire.Worker.Quotas;

namespace MovieAspire.Worker.Collect;

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
