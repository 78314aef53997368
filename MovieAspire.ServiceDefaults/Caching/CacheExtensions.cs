using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using MovieAspire.ServiceDefaults.Caching;

namespace MovieAspire.ServiceDefaults;

/// <summary>The Redis cache of a service that reads.</summary>
public static class CacheExtensions
{
    /// <summary>
    /// Adds <see cref="MessageCache"/> over <c>ConnectionStrings:redis</c> and the health check "redis",
    /// which is degraded at worst. Whoever changes the data increments the Redis key
    /// <c>{owner}:generation</c>, and everything cached before is not read any more.
    /// </summary>
    public static IHostApplicationBuilder AddCache(this IHostApplicationBuilder builder, string owner)
    {
        // The circuit of RedisLink and its health check know more than the integration's check would.
        builder.AddRedisClient("redis", settings => settings.DisableHealthChecks = true, options =>
        {
            options.AbortOnConnectFail = false;
            options.ConnectTimeout = 1000;
        });

        var services = builder.Services;
        services.AddOptions<CacheOptions>().BindConfiguration("Cache").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<RedisLink>();
        services.AddHostedService(provider => provider.GetRequiredService<RedisLink>());
        services.AddSingleton(provider =>
        {
            var redis = provider.GetRequiredService<RedisLink>();
            return new MessageCache(
                redis,
                new CacheGeneration(redis, provider.GetRequiredService<TimeProvider>(), $"{owner}:generation"),
                new CacheMetrics(provider.GetRequiredService<IMeterFactory>(), builder.Environment.ApplicationName),
                provider.GetRequiredService<IOptions<CacheOptions>>());
        });
        services.AddHealthChecks().AddCheck<RedisHealthCheck>("redis");
        return builder;
    }
}
