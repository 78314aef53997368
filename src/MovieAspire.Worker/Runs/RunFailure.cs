using MovieAspire.Providers.Calls;
using MovieAspire.Worker.Compute.Search;
using Npgsql;

namespace MovieAspire.Worker.Runs;

/// <summary>Which failures are worth another attempt of the run.</summary>
internal static class RunFailure
{
    /// <summary>Something that the run needs cannot be reached; it may be back later.</summary>
    public static bool MayPass(Exception exception) => exception switch
    {
        ProviderException provider => provider.Cause is ProviderFailure.Network or ProviderFailure.RateLimit,
        SearchIndexException index => index.MayPass,
        // A server that shuts down or restarts; the driver does not count these as transient.
        PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown } => true,
        NpgsqlException database => database.IsTransient,
        // EF Core wraps what the driver calls transient.
        InvalidOperationException { InnerException: NpgsqlException database } => MayPass(database),
        _ => false,
    };
}
