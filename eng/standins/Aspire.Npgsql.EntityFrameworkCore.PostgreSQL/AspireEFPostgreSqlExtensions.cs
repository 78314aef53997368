using Aspire.Npgsql.EntityFrameworkCore.PostgreSQL;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds a DbContext over Npgsql, its health check and its telemetry.</summary>
public static class AspireEFPostgreSqlExtensions
{
    private const string Section = "Aspire:Npgsql:EntityFrameworkCore:PostgreSQL";

    /// <summary>
    /// Registers a pooled context. A missing connection string throws
    /// <see cref="InvalidOperationException"/> only when a context is asked for.
    /// </summary>
    public static void AddNpgsqlDbContext<TContext>(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<NpgsqlEntityFrameworkCorePostgreSQLSettings>? configureSettings = null,
        Action<DbContextOptionsBuilder>? configureDbContextOptions = null)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(connectionName);
        if (builder.Environment.IsDevelopment()
            && builder.Services.Any(service => service.ServiceType == typeof(DbContextOptions<TContext>)))
            throw new InvalidOperationException(
                $"DbContext<{typeof(TContext).Name}> is already registered. Please ensure "
                + $"'services.AddDbContext<{typeof(TContext).Name}>()' is not used when calling "
                + $"'{nameof(AddNpgsqlDbContext)}()' or use the corresponding 'Enrich' method.");

        NpgsqlEntityFrameworkCorePostgreSQLSettings settings =
            Settings<TContext>(builder.Configuration, connectionName);
        configureSettings?.Invoke(settings);

        builder.Services.AddDbContextPool<TContext>(options =>
        {
            options.UseNpgsql(
                Required(settings.ConnectionString, connectionName, typeof(TContext).Name),
                npgsql => Configure(npgsql, settings));
            configureDbContextOptions?.Invoke(options);
        });
        AddObservability<TContext>(builder, settings);
    }

    private static NpgsqlEntityFrameworkCorePostgreSQLSettings Settings<TContext>(
        IConfiguration configuration, string connectionName)
    {
        var settings = new NpgsqlEntityFrameworkCorePostgreSQLSettings();
        IConfigurationSection section = configuration.GetSection(Section);
        section.Bind(settings);
        section.GetSection(connectionName).Bind(settings);
        section.GetSection(typeof(TContext).Name).Bind(settings);
        settings.ConnectionString = configuration.GetConnectionString(connectionName) ?? settings.ConnectionString;
        return settings;
    }

    private static string Required(string? connectionString, string connectionName, string contextName) =>
        !string.IsNullOrWhiteSpace(connectionString)
            ? connectionString
            : throw new InvalidOperationException(
                $"ConnectionString is missing. It should be provided in 'ConnectionStrings:{connectionName}' or under "
                + $"the 'ConnectionString' key in '{Section}' or '{Section}:{contextName}' configuration section.");

    private static void Configure(
        NpgsqlDbContextOptionsBuilder npgsql, NpgsqlEntityFrameworkCorePostgreSQLSettings settings)
    {
        if (!settings.DisableRetry)
            npgsql.EnableRetryOnFailure();
        if (settings.CommandTimeout is { } seconds)
            npgsql.CommandTimeout(seconds);
    }

    private static void AddObservability<TContext>(
        IHostApplicationBuilder builder, NpgsqlEntityFrameworkCorePostgreSQLSettings settings)
        where TContext : DbContext
    {
        // The key that Aspire's integrations share, so that two of them add a check once.
        string name = typeof(TContext).Name;
        if (!settings.DisableHealthChecks && builder.Properties.TryAdd($"Aspire.HealthChecks.{name}", true))
            builder.Services.AddHealthChecks().AddCheck<DbContextHealthCheck<TContext>>(name);
        if (!settings.DisableTracing)
            builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddSource("Npgsql"));
        if (!settings.DisableMetrics)
            builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter("Npgsql"));
    }
}
