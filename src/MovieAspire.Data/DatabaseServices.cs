using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MovieAspire.Data.Health;
using MovieAspire.Data.Schema;
using Npgsql;

namespace MovieAspire.Data;

/// <summary>Registration of the one Postgres database.</summary>
public static class DatabaseServices
{
    private const string ConnectionName = "moviedb";
    private const string AdministratorName = "postgres";

    // More texts than any process has; each is prepared at its second use on a connection.
    private const int PreparedStatements = 250;
    private const int UsesToPrepare = 2;
    private const int ContextPoolSize = 5;

    /// <summary>
    /// Adds an <see cref="NpgsqlDataSource"/> of <c>ConnectionStrings:moviedb</c> with prepared statements and a bounded
    /// pool (<see cref="DatabaseOptions"/>), the <see cref="Migrator"/>, and the health checks "postgres" (it answers) and
    /// "schema" (it has the schema of this build).
    /// </summary>
    /// <param name="builder">The process.</param>
    /// <param name="onlyReads">
    /// Nothing that this process does outlives a statement (locks, temporary tables, LISTEN), so connections need not be
    /// reset between two uses, which costs as much as a read by key.
    /// </param>
    public static IHostApplicationBuilder AddMovieDb(this IHostApplicationBuilder builder, bool onlyReads = false)
    {
        builder.Services.AddOptions<DatabaseOptions>().BindConfiguration(DatabaseOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton(services => DataSource(
            builder, services, services.GetRequiredService<IOptions<DatabaseOptions>>().Value.MaxPoolSize, onlyReads));
        builder.Services.TryAddSingleton<Migrator>();
        builder.Services.TryAddSingleton<DatabaseStart>();
        builder.Services.TryAddSingleton(services => new DatabaseSetup(
            ConnectionString(builder), builder.Configuration.GetConnectionString(AdministratorName),
            services.GetRequiredService<ILogger<DatabaseSetup>>()));
        builder.Services.AddHealthChecks()
            .AddCheck<PostgresHealthCheck>("postgres")
            .AddCheck<SchemaHealthCheck>("schema", tags: ["ready"]);
        return builder;
    }

    /// <summary>
    /// Adds a further <see cref="NpgsqlDataSource"/> under a key, with a pool of its own, to a process whose first one only
    /// reads: for transactions, temporary tables and LISTEN.
    /// </summary>
    /// <param name="builder">The process.</param>
    /// <param name="key">The service key, a constant of whoever uses it.</param>
    /// <param name="poolSize">Connections at most.</param>
    public static IHostApplicationBuilder AddWritableMovieDb(
        this IHostApplicationBuilder builder, object key, Func<IServiceProvider, int> poolSize)
    {
        builder.Services.AddKeyedSingleton(
            key, (services, _) => DataSource(builder, services, poolSize(services), onlyReads: false));
        return builder;
    }

    /// <summary>
    /// Adds a further <see cref="NpgsqlDataSource"/> under a key, with a pool of its own, for reads whose text alone says how they
    /// are run (<see cref="DatabaseOptions.FixedPlans"/>).
    /// </summary>
    /// <param name="builder">The process.</param>
    /// <param name="key">The service key, a constant of whoever uses it.</param>
    /// <param name="poolSize">Connections at most.</param>
    public static IHostApplicationBuilder AddFixedPlanMovieDb(
        this IHostApplicationBuilder builder, object key, Func<IServiceProvider, int> poolSize)
    {
        builder.Services.AddKeyedSingleton(
            key, (services, _) => DataSource(builder, services, poolSize(services), onlyReads: true, DatabaseOptions.FixedPlans));
        return builder;
    }

    /// <summary>Adds <see cref="MovieDbContext"/>, for a process that edits or lists what it has row by row.</summary>
    public static IHostApplicationBuilder AddMovieDbContext(this IHostApplicationBuilder builder)
    {
        builder.AddNpgsqlDbContext<MovieDbContext>(
            ConnectionName,
            settings =>
            {
                // A pool of its own, which is small: pages of runs, and changes by people.
                settings.ConnectionString = new NpgsqlConnectionStringBuilder(ConnectionString(builder))
                {
                    MaxPoolSize = ContextPoolSize,
                }.ConnectionString;
                // It waits longer than anybody who asks for health.
                settings.DisableHealthChecks = true;
                // Six retries outlast every deadline; the one below covers a server that restarted.
                settings.DisableRetry = true;
            },
            options => options
                .UseNpgsql(npgsql => npgsql.EnableRetryOnFailure(1, TimeSpan.FromMilliseconds(200), null))
                .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking));
        return builder;
    }

    private static NpgsqlDataSource DataSource(
        IHostApplicationBuilder builder, IServiceProvider services, int poolSize, bool onlyReads, string settings = "")
    {
        var source = new NpgsqlDataSourceBuilder(ConnectionString(builder));
        var session = services.GetRequiredService<IOptions<DatabaseOptions>>().Value.SessionSettings(onlyReads);
        source.ConnectionStringBuilder.MaxPoolSize = poolSize;
        source.ConnectionStringBuilder.Options = $"{source.ConnectionStringBuilder.Options} {session} {settings}".Trim();
        source.ConnectionStringBuilder.MaxAutoPrepare = PreparedStatements;
        source.ConnectionStringBuilder.AutoPrepareMinUsages = UsesToPrepare;
        source.ConnectionStringBuilder.NoResetOnClose = onlyReads;
        return source.UseLoggerFactory(services.GetRequiredService<ILoggerFactory>()).Build();
    }

    private static string ConnectionString(IHostApplicationBuilder builder) =>
        builder.Configuration.GetConnectionString(ConnectionName)
        ?? throw new InvalidOperationException($"ConnectionStrings:{ConnectionName} is missing.");
}
