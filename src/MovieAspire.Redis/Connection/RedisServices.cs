using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace MovieAspire.Redis.Connection;

/// <summary>Settings of everything that asks Redis; section <c>Redis</c>.</summary>
public sealed record RedisOptions
{
    /// <summary>
    /// Redis:Timeout, 500 ms by default: the longest a caller waits for an answer before it goes on without. Longer than
    /// the pauses of a busy server, so that one of 250 ms costs patience and nothing else.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:05", ErrorMessage = "Redis:Timeout must be between 10 ms and 5 s.")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Redis:RetryDelay, 2 s by default: how long nobody asks a Redis that is away; then one caller tries.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.500", "00:05:00", ErrorMessage = "Redis:RetryDelay must be between 0.5 s and 5 min.")]
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(2);
}

/// <summary>Registers the connection that all uses of Redis in a process share.</summary>
public static class RedisServices
{
    private const string Name = "redis";

    /// <summary>
    /// Adds <see cref="RedisConnection"/> over <c>ConnectionStrings:redis</c> and its health check "redis", which is
    /// degraded at worst. Without that connection string the process works as one whose Redis is away.
    /// Everything in this project calls it; it registers once.
    /// </summary>
    public static IHostApplicationBuilder AddRedis(this IHostApplicationBuilder builder)
    {
        if (builder.Services.Any(service => service.ServiceType == typeof(RedisConnection)))
            return builder;

        builder.Services.AddOptions<RedisOptions>().BindConfiguration("Redis").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<RedisConnection>();
        builder.Services.AddHostedService(services => services.GetRequiredService<RedisConnection>());
        if (builder.Configuration.GetConnectionString(Name) is null)
            return builder;

        // The circuit and its health check know more than the integration's check would.
        builder.AddRedisClient(Name, settings => settings.DisableHealthChecks = true, options =>
        {
            options.AbortOnConnectFail = false;
            options.ConnectTimeout = 1000;
            FailFast(options);
        });
        builder.Services.AddHealthChecks().AddCheck<RedisHealthCheck>(Name);
        return builder;
    }

    /// <summary>
    /// Lets commands fail at once while the connection is down, for whose end the circuit waits. That is all that
    /// StackExchange.Redis 1.2.6 does; 2.x, which has the property, keeps them for seconds otherwise. By name, because this
    /// is compiled against both.
    /// </summary>
    internal static void FailFast(object options)
    {
        if (options.GetType().GetProperty("BacklogPolicy") is { } policy)
            policy.SetValue(options, policy.PropertyType.GetProperty("FailFast")!.GetValue(null));
    }
}
