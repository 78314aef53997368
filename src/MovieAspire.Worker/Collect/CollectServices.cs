using MovieAspire.Data.Refresh;
using MovieAspire.Providers;
using MovieAspire.Worker.Collect.Changes;
using MovieAspire.Worker.Collect.Details;
using MovieAspire.Worker.Collect.Discovery;
using MovieAspire.Worker.Collect.Lists;
using MovieAspire.Worker.Collect.Omdb;
using MovieAspire.Worker.Collect.Refresh;
using MovieAspire.Worker.Collect.Replay;
using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Collect;

internal static class CollectServices
{
    /// <summary>Adds what fetches movies and writes them, with its jobs.</summary>
    public static IHostApplicationBuilder AddCollect(this IHostApplicationBuilder builder)
    {
        builder.AddProviders();
        builder.Services.AddDetails().AddLists().AddOmdb().AddDiscovery().AddChanges().AddRefresh().AddReplay();
        builder.Services.AddSingleton<IJob, FullJob>();
        builder.Services.AddSingleton<IRunFollowUp, EnrichFollowUp>();
        return builder;
    }

    private static IServiceCollection AddDetails(this IServiceCollection services)
    {
        services.AddOptions<DetailsOptions>().BindConfiguration(DetailsOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<MovieWriter>().AddSingleton<MovieBatches>().AddSingleton<MovieQueries>()
            .AddSingleton<FailedItems>().AddSingleton<FreezeStore>().AddSingleton<DetailsCollector>()
            .AddSingleton<Enrichment>().AddSingleton<IRunResumption, ResumedRun>().AddSingleton<IJob, EnrichJob>();
    }

    private static IServiceCollection AddLists(this IServiceCollection services) => services
        .AddSingleton<ListWriter>().AddSingleton<GenreNames>().AddSingleton<ListCollector>().AddSingleton<ListUpdate>()
        .AddSingleton<IJob, QuickJob>().AddSingleton<IJob, DailyJob>().AddSingleton<IJob, IngestJob>();

    private static IServiceCollection AddOmdb(this IServiceCollection services) => services
        .AddSingleton<OmdbQueue>().AddSingleton<OmdbWriter>().AddSingleton<OmdbCollector>()
        .AddSingleton<IJob, OmdbJob>();

    private static IServiceCollection AddDiscovery(this IServiceCollection services) => services
        .AddSingleton<DiscoveryCollector>().AddSingleton<IJob, DiscoverJob>();

    private static IServiceCollection AddChanges(this IServiceCollection services)
    {
        services.AddOptions<ChangeOptions>().BindConfiguration(ChangeOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<FeedCursors>().AddSingleton<ChangeReader>().AddSingleton<IdExport>()
            .AddSingleton<ExportReconciliation>()
            .AddSingleton<IJob, ChangesJob>().AddSingleton<IJob, BootstrapJob>();
    }

    private static IServiceCollection AddRefresh(this IServiceCollection services)
    {
        services.AddOptions<RefreshOptions>().BindConfiguration(RefreshOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<RefreshQueue>().AddSingleton<IJob, RefreshJob>().AddSingleton<IJob, RefreshMovieJob>();
    }

    private static IServiceCollection AddReplay(this IServiceCollection services) => services
        .AddSingleton<MovieReplay>().AddSingleton<OmdbReplay>().AddSingleton<IJob, ReplayJob>();
}
