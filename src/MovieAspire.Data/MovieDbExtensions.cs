using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using MovieAspire.Data;
using Npgsql;

namespace Microsoft.Extensions.Hosting;

/// <summary>Registration of the one Postgres database.</summary>
public static class MovieDbExtensions
{
    private const string ConnectionName = "moviedb";
    private const string AdministratorName = "postgres";

    /// <summary>
    /// Adds <see cref="MovieDbContext"/> for reads, an <see cref="NpgsqlDataSource"/> for set-based SQL,
    /// COPY and LISTEN/NOTIFY, the <see cref="Migrator"/>, and the health checks "postgres" (it answers) and
    /// "schema" (it has the schema of this build). All use <c>ConnectionStrings:moviedb</c>.
    /// </summary>
    public static IHostApplicationBuilder AddMovieDb(this IHostApplicationBuilder builder)
    {
        builder.AddNpgsqlDbContext<MovieDbContext>(
            ConnectionName,
            settings =>
            {
                // It waits longer than anybody who asks for health.
                settings.DisableHealthChecks = true;
                // Six retries outlast every deadline; the one below covers a server that restarted.
                settings.DisableRetry = true;
            },
            options => options
                .UseNpgsql(npgsql => npgsql.EnableRetryOnFailure(1, TimeSpan.FromMilliseconds(200), null))
                .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking));

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton(services =>
        {
            var connectionString = builder.Configuration.GetConnectionString(ConnectionName)
                ?? throw new InvalidOperationException($"ConnectionStrings:{ConnectionName} is missing.");
            return new NpgsqlDataSourceBuilder(connectionString)
                .UseLoggerFactory(services.GetRequiredService<ILoggerFactory>())
                .Build();
        });
        builder.Services.TryAddSingleton<Migrator>();
        builder.Services.TryAddSingleton(services => new DatabaseSetup(
            builder.Configuration.GetConnectionString(ConnectionName)
                ?? throw new InvalidOperationException($"ConnectionStrings:{ConnectionName} is missing."),
            builder.Configuration.GetConnectionString(AdministratorName), services.GetRequiredService<ILogger<DatabaseSetup>>()));
        builder.Services.AddHealthChecks()
            .AddCheck<PostgresHealthCheck>("postgres")
            .AddCheck<SchemaHealthCheck>("schema", tags: ["ready"]);
        return builder;
    }
}
