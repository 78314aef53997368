using System.Data.Common;
using MovieAspire.ServiceDefaults.Errors;

namespace MovieAspire.ServiceDefaults.Tests;

public class DatabaseErrorsTests
{
    /// <summary>An error; whether the call may succeed later, no statement can be answered now, and the server gave the statement up.</summary>
    public static TheoryData<Exception?, bool, bool, bool> Errors => new()
    {
        { null, false, false, false },
        { new InvalidOperationException(), false, false, false },
        { new DatabaseError("23505", isTransient: false), false, false, false },
        { new DatabaseError(null, isTransient: false, new ArgumentException()), false, false, false },
        { new DatabaseError(null, isTransient: true, new IOException()), true, true, false },
        { new InvalidOperationException("", new DatabaseError(null, isTransient: true, new IOException())), true, true, false },
        { new DatabaseError("57P01", isTransient: false), true, true, false },
        { new InvalidOperationException("", new DatabaseError("57P03", isTransient: true)), true, true, false },
        // Slow or busy is not away: a lock that was waited for too long, a deadlock, a statement or an answer that took too long.
        { new DatabaseError("55P03", isTransient: true), true, false, false },
        { new DatabaseError("40P01", isTransient: true), true, false, false },
        { new DatabaseError("57014", isTransient: false), false, false, true },
        { new DatabaseError(null, isTransient: true, new TimeoutException()), true, false, false },
        { new InvalidOperationException("", new DatabaseError(null, isTransient: true, new TimeoutException())), true, false, false },
        { new TimeoutException("", new DatabaseError(null, isTransient: true, new IOException())), true, false, false },
        // Names that are not resolved in time, as the driver and as EF Core say it; a request to somebody else says it otherwise.
        { new TimeoutException(), true, false, false },
        { new InvalidOperationException("", new TimeoutException()), true, false, false },
        { new TaskCanceledException("", new TimeoutException()), false, false, false },
    };

    /// <summary>An error, and whether it is the database's, be it away, slow or wrong.</summary>
    public static TheoryData<Exception?, bool> Owners => new()
    {
        { null, false },
        { new InvalidOperationException(), false },
        { new OperationCanceledException("", new DatabaseError("57014", isTransient: false)), false },
        { new DatabaseError("42P01", isTransient: false), true },
        { new DatabaseError(null, isTransient: true, new IOException()), true },
        { new TimeoutException(), true },
        { new InvalidOperationException("", new TimeoutException()), true },
    };

    [Theory]
    [MemberData(nameof(Owners))]
    public void Whatever_the_database_fails_with_is_told_from_a_bug_and_from_a_stop(Exception? error, bool isOfDatabase) =>
        Assert.Equal(isOfDatabase, DatabaseErrors.IsOfDatabase(error));

    [Theory]
    [MemberData(nameof(Errors))]
    public void A_database_that_is_away_is_told_from_a_slow_statement_and_from_a_bug(Exception? error, bool isAway, bool isServerAway, bool isGivenUp) =>
        Assert.Equal((isAway, isServerAway, isGivenUp), (DatabaseErrors.IsAway(error), DatabaseErrors.IsServerAway(error), DatabaseErrors.IsGivenUp(error)));

    private sealed class DatabaseError(string? sqlState, bool isTransient, Exception? inner = null) : DbException("", inner)
    {
        public override string? SqlState { get; } = sqlState;

        public override bool IsTransient { get; } = isTransient;
    }
}
