using System.Data.Common;

namespace MovieAspire.ServiceDefaults.Errors;

/// <summary>Tells a database that cannot be reached, or is too slow, from a bug.</summary>
public static class DatabaseErrors
{
    private const string QueryCanceled = "57014";

    /// <summary>Whether the same call may succeed later. EF Core and resilience wrap the driver's exception, so the whole chain counts.</summary>
    public static bool IsAway(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
        {
            if (error is DbException { IsTransient: true } || (error is DbException db && IsShutdown(db)))
                return true;
        }

        return false;
    }

    /// <summary>
    /// Whether no statement can be answered now: neither a statement that waited too long for its lock nor one that took too long
    /// says so, whoever gave it up.
    /// </summary>
    public static bool IsServerAway(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
        {
            if (error is TimeoutException)
                return false;
            if (error is DbException db && (IsShutdown(db) || (db is { SqlState: null, IsTransient: true } && db.InnerException is not TimeoutException)))
                return true;
        }

        return false;
    }

    /// <summary>Whether the server gave a statement up that took longer than the process allows (Database:StatementTimeout).</summary>
    public static bool IsGivenUp(Exception? error) => error is DbException { SqlState: QueryCanceled };

    // SQLSTATE class 57P: the server shuts down, crashed, or does not accept connections yet.
    private static bool IsShutdown(DbException error) =>
        error.SqlState?.StartsWith("57P", StringComparison.Ordinal) is true;
}
