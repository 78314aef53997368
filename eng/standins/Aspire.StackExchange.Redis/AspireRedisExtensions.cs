using Aspire.StackExchange.Redis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds a Redis connection and its health check.</summary>
public static class AspireRedisExtensions
{
    private const string Section = "Aspire:StackExchange:Redis";

    /// <summary>
    /// Registers <see cref="IConnectionMultiplexer"/>. It connects when first asked for, waits for the
    /// connect timeout at most, and keeps trying when the server is away.
    /// </summary>
    public static void AddRedisClient(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<StackExchangeRedisSettings>? configureSettings = null,
        Action<ConfigurationOptions>? configureOptions = null) =>
        builder.AddRedisClientBuilder(connectionName, configureSettings, configureOptions);

    /// <inheritdoc cref="AddRedisClient"/>
    public static AspireRedisClientBuilder AddRedisClientBuilder(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<StackExchangeRedisSettings>? configureSettings = null,
        Action<ConfigurationOptions>? configureOptions = null) =>
        Add(builder, connectionName, null, configureSettings, configureOptions);

    /// <summary>Like <see cref="AddRedisClient"/>, keyed by the connection's name.</summary>
    public static void AddKeyedRedisClient(
        this IHostApplicationBuilder builder,
        string name,
        Action<StackExchangeRedisSettings>? configureSettings = null,
        Action<ConfigurationOptions>? configureOptions = null) =>
        builder.AddKeyedRedisClientBuilder(name, configureSettings, configureOptions);

    /// <inheritdoc cref="AddKeyedRedisClient"/>
    public static AspireRedisClientBuilder AddKeyedRedisClientBuilder(
        this IHostApplicationBuilder builder,
        string name,
        Action<StackExchangeRedisSettings>? configureSettings = null,
        Action<ConfigurationOptions>? configureOptions = null) =>
        Add(builder, name, name, configureSettings, configureOptions);

    private static AspireRedisClientBuilder Add(
        IHostApplicationBuilder builder,
        string connectionName,
        string? key,
        Action<StackExchangeRedisSettings>? configureSettings,
        Action<ConfigurationOptions>? configureOptions)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(connectionName);

        IConfigurationSection section = builder.Configuration.GetSection(Section);
        IConfigurationSection named = section.GetSection(connectionName);
        var settings = new StackExchangeRedisSettings();
        section.Bind(settings);
        named.Bind(settings);
        settings.ConnectionString =
            builder.Configuration.GetConnectionString(connectionName) ?? settings.ConnectionString;
        configureSettings?.Invoke(settings);

        string optionsName = key ?? Options.Options.DefaultName;
        builder.Services.AddKeyedSingleton(optionsName, settings);
        builder.Services.TryAddTransient<IOptionsFactory<ConfigurationOptions>, ConfigurationOptionsFactory>();
        builder.Services.Configure<ConfigurationOptions>(optionsName, options =>
        {
            section.GetSection("ConfigurationOptions").Bind(options);
            named.GetSection("ConfigurationOptions").Bind(options);
            configureOptions?.Invoke(options);
        });

        IConnectionMultiplexer Connect(IServiceProvider services) => ConnectionMultiplexer.Connect(
            Required(services.GetRequiredService<IOptionsMonitor<ConfigurationOptions>>().Get(optionsName), connectionName));
        IConnectionMultiplexer Resolve(IServiceProvider services) =>
            services.GetRequiredKeyedService<IConnectionMultiplexer>(key);

        // A null key registers the service without one.
        builder.Services.AddKeyedSingleton(key, (services, _) => Connect(services));
        if (!settings.DisableAutoActivation)
            builder.Services.AddSingleton<IHostedService>(services => new Activation(() => Resolve(services)));
        AddHealthCheck(builder, settings, key is null ? "StackExchange.Redis" : $"StackExchange.Redis_{key}", Resolve);
        return new AspireRedisClientBuilder(builder, settings, key);
    }

    private static void AddHealthCheck(
        IHostApplicationBuilder builder,
        StackExchangeRedisSettings settings,
        string name,
        Func<IServiceProvider, IConnectionMultiplexer> resolve)
    {
        // The key that Aspire's integrations share, so that two of them add a check once.
        if (!settings.DisableHealthChecks && builder.Properties.TryAdd($"Aspire.HealthChecks.{name}", true))
            builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
                name, services => new RedisHealthCheck(() => resolve(services)), failureStatus: null, tags: null));
    }

    private static ConfigurationOptions Required(ConfigurationOptions options, string connectionName) =>
        options.EndPoints.Count > 0
            ? options
            : throw new InvalidOperationException(
                "No endpoints specified. Ensure a valid connection string was provided in "
                + $"'ConnectionStrings:{connectionName}' or for the '{Section}:ConnectionString' configuration key.");
}
