using System.Data.Common;

namespace MovieAspire.ServiceDefaults.Errors;

/// <summary>Tells a database that cannot be reached, or is too slow, from a bug.</summary>
public static class DatabaseErrors
{
    private const string QueryCanceled = "57014";

    /// <summary>Whether the same call may succeed later.</summary>
    public static bool IsAway(Exception? error) =>
        IsTimeout(error) || Chain(error).OfType<DbException>().Any(failure => failure.IsTransient || IsShutdown(failure));

    /// <summary>Whether it is the database that failed, for whatever reason: what works for ever says so, and goes on.</summary>
    public static bool IsOfDatabase(Exception? error) => error is DbException || IsTimeout(error);

    /// <summary>
    /// Whether no statement can be answered now: neither a statement that waited too long for its lock nor one that took too long
    /// says so, whoever gave it up.
    /// </summary>
    public static bool IsServerAway(Exception? error) => Chain(error).TakeWhile(failure => failure is not TimeoutException).OfType<DbException>()
        .Any(failure => IsShutdown(failure) || (failure is { SqlState: null, IsTransient: true } && failure.InnerException is not TimeoutException));

    /// <summary>Whether the server gave a statement up that took longer than the process allows (Database:StatementTimeout).</summary>
    public static bool IsGivenUp(Exception? error) => Chain(error).Any(failure => failure is DbException { SqlState: QueryCanceled });

    // Npgsql throws it as it is where finding the server, or opening, takes longer than a connection may; EF Core wraps it.
    private static bool IsTimeout(Exception? error) => error is TimeoutException or InvalidOperationException { InnerException: TimeoutException };

    // EF Core and resilience wrap the driver's exception.
    private static IEnumerable<Exception> Chain(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
            yield return error;
    }

    // SQLSTATE class 57P: the server shuts down, crashed, or does not accept connections yet.
    private static bool IsShutdown(DbException error) =>
        error.SqlState?.StartsWith("57P", StringComparison.Ordinal) is true;
}
