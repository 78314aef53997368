using System.Data;
using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using MovieAspire.ServiceDefaults.Errors;
using Npgsql;

namespace MovieAspire.Analytics.Days;

/// <summary>A day as it was computed.</summary>
/// <param name="ComputedOn">ISO 8601.</param>
/// <param name="RunId">The run that did it.</param>
/// <param name="ComputedAt">When.</param>
internal sealed record ComputedDay(string ComputedOn, string RunId, Timestamp ComputedAt);

/// <summary>Reads a page of one computed day of an artifact, in one batch.</summary>
/// <param name="database">Where it is.</param>
/// <param name="table">The artifact's table; it has computed_on, run_id and computed_at.</param>
/// <param name="what">What its rows are, for people: "genre statistics".</param>
/// <param name="rows">Selects the rows of the day $1, or of the newest where that is NULL, by $2 (limit) and $3 (offset).</param>
internal sealed class DayQuery(NpgsqlDataSource database, string table, string what, string rows)
{
    // The day apart from its page: a page past the end is empty, but its day was computed.
    private readonly string _day = $"""
        SELECT newest.computed_on, day.computed_on, day.run_id, day.computed_at
        FROM (SELECT max(computed_on) AS computed_on FROM {table}) newest
        LEFT JOIN LATERAL (
            SELECT computed_on, run_id, computed_at
            FROM {table}
            WHERE computed_on = coalesce($1, newest.computed_on)
            ORDER BY computed_at DESC
            LIMIT 1
        ) day ON true
        """;

    /// <param name="page">Which rows.</param>
    /// <param name="add">Takes each row.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <exception cref="ServiceException">NOT_FOUND: that day, or no day at all, was computed.</exception>
    public async Task<ComputedDay> RunAsync(DayPage page, Action<NpgsqlDataReader> add, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        // One snapshot: a run that recomputes the day meanwhile is seen in both statements or in neither.
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        await using var batch = new NpgsqlBatch(connection, snapshot)
        {
            BatchCommands =
            {
                new(_day) { Parameters = { Day(page) } },
                new(rows) { Parameters = { Day(page), new() { Value = page.Limit }, new() { Value = page.Offset } } },
            },
        };

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var day = ReadDay(reader, page);
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            add(reader);
        return day;
    }

    private static NpgsqlParameter<DateOnly?> Day(DayPage page) => new() { TypedValue = page.Day };

    private ComputedDay ReadDay(NpgsqlDataReader row, DayPage page)
    {
        if (row.IsDBNull(0))
            throw ServiceError.NotComputed($"There are no {what} yet: no run has computed them.");
        if (row.IsDBNull(1))
            throw ServiceError.NotComputed($"There are no {what} for {Iso(page.Day!.Value)}; the newest are for {Iso(row.GetFieldValue<DateOnly>(0))}.");

        return new(
            Iso(row.GetFieldValue<DateOnly>(1)), row.GetGuid(2).ToString(), Timestamp.FromDateTime(row.GetDateTime(3)));
    }

    private static string Iso(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
