using System.Diagnostics.Metrics;
using Grpc.AspNetCore.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using MovieAspire.ServiceDefaults.Caching;

namespace MovieAspire.ServiceDefaults;

/// <summary>The Redis cache of a service that reads.</summary>
public static class CacheExtensions
{
    // How soon everyone knows that the database is away, or back.
    private static readonly TimeSpan WatchPeriod = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Adds <see cref="MessageCache"/> over <c>ConnectionStrings:redis</c> and the health check "redis",
    /// which is degraded at worst. Whoever changes the data increments the Redis key
    /// <c>{owner}:generation</c>, and everything cached before is read only while the database is away.
    /// </summary>
    public static IHostApplicationBuilder AddCache(this IHostApplicationBuilder builder, string owner)
    {
        builder.AddRedisLink();
        var services = builder.Services;
        services.AddSingleton<ComputeLease>();
        services.AddSingleton<DatabaseWatch>();
        services.AddSingleton<IHealthCheckPublisher>(provider => provider.GetRequiredService<DatabaseWatch>());
        services.Configure<HealthCheckPublisherOptions>(publisher => publisher.Period = WatchPeriod);
        services.Configure<GrpcServiceOptions>(grpc => grpc.Interceptors.Add<StaleReads>());
        services.AddSingleton(provider => new CacheMetrics(
            provider.GetRequiredService<IMeterFactory>(), builder.Environment.ApplicationName));
        services.AddSingleton(provider =>
        {
            var redis = provider.GetRequiredService<RedisLink>();
            var time = provider.GetRequiredService<TimeProvider>();
            return new MessageCache(
                redis, new CacheGeneration(redis, time, $"{owner}:generation"), provider.GetRequiredService<CacheMetrics>(),
                provider.GetRequiredService<DatabaseWatch>(), provider.GetRequiredService<ComputeLease>(), time,
                provider.GetRequiredService<IOptions<CacheOptions>>());
        });
        services.AddHealthChecks().AddCheck<RedisHealthCheck>("redis");
        return builder;
    }

    /// <summary>
    /// Adds <see cref="DataGenerations"/> for a process that keeps answers of these owners' data, and with it the Redis
    /// client of <c>ConnectionStrings:redis</c>.
    /// </summary>
    public static IHostApplicationBuilder AddDataGenerations(this IHostApplicationBuilder builder, params string[] owners)
    {
        builder.AddRedisLink();
        builder.Services.AddSingleton(provider => new DataGenerations([.. owners.Select(owner => new CacheGeneration(
            provider.GetRequiredService<RedisLink>(), provider.GetRequiredService<TimeProvider>(), $"{owner}:generation"))]));
        return builder;
    }

    private static void AddRedisLink(this IHostApplicationBuilder builder)
    {
        // The circuit of RedisLink and its health check know more than the integration's check would.
        builder.AddRedisClient("redis", settings => settings.DisableHealthChecks = true, options =>
        {
            options.AbortOnConnectFail = false;
            options.ConnectTimeout = 1000;
        });

        builder.Services.AddOptions<CacheOptions>().BindConfiguration("Cache").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<RedisLink>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<RedisLink>());
    }
}
