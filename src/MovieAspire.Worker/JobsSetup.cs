using MovieAspire.Redis.Generations;
using MovieAspire.Worker.Collect;
using MovieAspire.Worker.Collect.Changes;
using MovieAspire.Worker.Collect.Details;
using MovieAspire.Worker.Collect.Discovery;
using MovieAspire.Worker.Collect.Lists;
using MovieAspire.Worker.Collect.Omdb;
using MovieAspire.Worker.Collect.Refresh;
using MovieAspire.Worker.Compute;
using MovieAspire.Worker.Compute.Recommendations;
using MovieAspire.Worker.Compute.Search;
using MovieAspire.Worker.Compute.Statistics;
using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker;

/// <summary>Registers the jobs.</summary>
internal static class JobsSetup
{
    public static IHostApplicationBuilder AddJobs(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<JobCatalog>();
        builder.AddDataGenerations();
        builder.Services.AddSingleton<ListedMovies>();
        builder.Services.AddSingleton<IJob, QuickJob>();
        builder.Services.AddSingleton<IJob, DailyJob>();
        builder.Services.AddSingleton<IJob, FullJob>();
        builder.Services.AddSingleton<IJob, EnrichJob>();
        builder.Services.AddSingleton<IJob, DiscoverJob>();
        builder.Services.AddSingleton<IJob, RefreshJob>();
        builder.Services.AddSingleton<IJob, OmdbJob>();
        builder.Services.AddSingleton<IJob, ChangesJob>();
        builder.Services.AddSingleton<IJob, BootstrapJob>();
        builder.Services.AddSingleton<IJob, TrendingJob>();
        // Ratings are shown with the movies; the other two are shown by themselves.
        builder.Services.AddStatistic<MovieRatings>("movie-ratings", "weighted ratings", DataGenerations.AllAreas, ratings => ratings.ComputeAsync);
        builder.Services.AddStatistic<GenreStats>("genre-stats", "genre statistics", [DataArea.Statistics], genres => genres.ComputeAsync);
        builder.Services.AddStatistic<RatingsByDecade>(
            "ratings-by-decade", "ratings by decade", [DataArea.Statistics], decades => decades.ComputeAsync);
        builder.Services.AddSingleton<IJob, RecommendationsJob>();
        builder.Services.AddSingleton<IJob, ComputeAllJob>();
        builder.Services.AddSingleton<IJob, SearchIndexJob>();
        return builder;
    }

    private static void AddStatistic<T>(
        this IServiceCollection services, string name, string what, IReadOnlyList<DataArea> changes,
        Func<T, Func<Guid, CancellationToken, Task<long>>> compute) where T : notnull =>
        services.AddSingleton<IJob>(provider => new StatisticJob(name, what, changes, compute(provider.GetRequiredService<T>())));
}
