using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using MovieAspire.Redis.Generations;

namespace MovieAspire.Redis.Caching;

/// <summary>The Redis cache of a service that reads.</summary>
public static class CachingServices
{
    // How soon everyone knows that the database is away, or back.
    private static readonly TimeSpan WatchPeriod = TimeSpan.FromSeconds(5);

    /// <summary>Adds <see cref="MessageCache"/>, which counts its reads in a meter of the application's name.</summary>
    public static IHostApplicationBuilder AddMessageCache(this IHostApplicationBuilder builder)
    {
        builder.AddDataGenerations();
        var services = builder.Services;
        services.AddOptions<CacheOptions>().BindConfiguration("Cache").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ComputeLease>();
        services.AddSingleton<FreeFormKeys>();
        services.AddSingleton<DatabaseWatch>();
        services.AddSingleton<IHealthCheckPublisher>(provider => provider.GetRequiredService<DatabaseWatch>());
        services.Configure<HealthCheckPublisherOptions>(publisher => publisher.Period = WatchPeriod);
        services.AddSingleton(provider => new CacheMetrics(
            provider.GetRequiredService<IMeterFactory>(), builder.Environment.ApplicationName));
        services.AddSingleton<CacheEntries>();
        services.AddSingleton<DatabaseLoader>();
        services.AddSingleton(provider => new MessageCache(
            provider.GetRequiredService<DataGenerations>(), provider.GetRequiredService<CacheEntries>(),
            provider.GetRequiredService<DatabaseLoader>(), provider.GetRequiredService<DatabaseWatch>(),
            provider.GetRequiredService<ComputeLease>(), provider.GetRequiredService<FreeFormKeys>(),
            provider.GetRequiredService<CacheMetrics>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IOptions<CacheOptions>>()));
        return builder;
    }

    /// <summary>Maps <c>/cache</c>: the reads of the cache in figures.</summary>
    public static IEndpointRouteBuilder MapMessageCache(this IEndpointRouteBuilder app)
    {
        app.MapGet("/cache", (CacheMetrics cache) => cache.Counts).ShortCircuit();
        return app;
    }
}
