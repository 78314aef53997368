using System.Data.Common;

namespace MovieAspire.ServiceDefaults.Errors;

/// <summary>Tells a database that cannot be reached from a bug.</summary>
public static class DatabaseErrors
{
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

    // SQLSTATE class 57P: the server shuts down, crashed, or does not accept connections yet.
    private static bool IsShutdown(DbException error) =>
        error.SqlState?.StartsWith("57P", StringComparison.Ordinal) is true;
}
