using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using MovieAspire.ServiceDefaults.Errors;
using Npgsql;

namespace MovieAspire.Analytics.Days;

/// <summary>A page of an artifact that has days; the day is null for the newest one.</summary>
internal sealed record DayPage(DateOnly? Day, int Limit, int Offset)
{
    /// <param name="field">The name of the date in the request.</param>
    /// <param name="date">ISO 8601, or empty for the newest day.</param>
    /// <param name="limit">1 to 100; 0 means 20.</param>
    /// <param name="offset">0 to 10,000.</param>
    /// <exception cref="ServiceException">INVALID_ARGUMENT that names every bad field.</exception>
    public static DayPage Parse(string field, string date, int limit, int offset)
    {
        var check = new RequestCheck();
        var page = new DayPage(check.Date(field, date), check.Limit(limit), check.Offset(offset));
        check.ThrowIfAnyFailed();
        return page;
    }

    /// <summary>All rows of a day.</summary>
    public static DayPage Whole(string field, string date) => Parse(field, date, limit: 1, offset: 0) with { Limit = int.MaxValue };

    public string CacheKey(string prefix) => string.Create(
        CultureInfo.InvariantCulture, $"{prefix}:{(Day is null ? "newest" : Day.Value.ToString("O", CultureInfo.InvariantCulture))}:{Limit}:{Offset}");
}

/// <summary>A day as it was computed.</summary>
/// <param name="ComputedOn">ISO 8601.</param>
/// <param name="RunId">The run that did it.</param>
/// <param name="ComputedAt">When.</param>
/// <param name="Count">Rows on all pages together.</param>
internal sealed record ComputedDay(string ComputedOn, string RunId, Timestamp ComputedAt, int Count);

/// <summary>
/// Reads a page of one computed day of an artifact: one statement, so that a run that recomputes the day meanwhile is seen
/// as a whole or not at all.
/// </summary>
/// <param name="database">Where it is.</param>
/// <param name="table">The artifact's table; it has computed_on, run_id and computed_at.</param>
/// <param name="what">What its rows are, for people: "genre statistics".</param>
/// <param name="columns">Of each row; the first one is never NULL.</param>
/// <param name="rows">The rows of <c>day.computed_on</c>: FROM and WHERE.</param>
/// <param name="order">Their order, which is total.</param>
internal sealed class DayQuery(NpgsqlDataSource database, string table, string what, string columns, string rows, string order)
{
    /// <summary>How many columns of a row come before those of the page.</summary>
    public const int FirstColumn = 5;

    // A page past the end is empty, but its day was computed: it comes as one row without the page's columns.
    // Rows that a later run found the same keep the run that wrote them: the newest tells of the day.
    private readonly string _sql = $"""
        SELECT newest.computed_on, day.computed_on, day.run_id, day.computed_at, total.count, page.*
        FROM (SELECT max(computed_on) AS computed_on FROM {table}) newest
        LEFT JOIN LATERAL (
            SELECT computed_on, run_id, computed_at FROM {table} WHERE computed_on = coalesce($1, newest.computed_on) ORDER BY computed_at DESC LIMIT 1
        ) day ON true
        LEFT JOIN LATERAL (SELECT count(*)::integer AS count {rows}) total ON true
        LEFT JOIN LATERAL (SELECT {columns} {rows} ORDER BY {order} LIMIT $2 OFFSET $3) page ON true
        """;

    /// <param name="page">Which rows.</param>
    /// <param name="add">Takes each row.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <exception cref="ServiceException">NOT_FOUND: that day, or no day at all, was computed.</exception>
    public async Task<ComputedDay> RunAsync(DayPage page, Action<NpgsqlDataReader> add, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(_sql);
        command.Parameters.Add(new NpgsqlParameter<DateOnly?> { TypedValue = page.Day });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = page.Limit });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = page.Offset });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        var day = ReadDay(row, page);
        do
        {
            if (!row.IsDBNull(FirstColumn))
                add(row);
        }
        while (await row.ReadAsync(cancellationToken));
        return day;
    }

    private ComputedDay ReadDay(NpgsqlDataReader row, DayPage page)
    {
        if (row.IsDBNull(0))
            throw ServiceError.NotComputed($"There are no {what} yet: no run has computed them.");
        if (row.IsDBNull(1))
            throw ServiceError.NotComputed($"There are no {what} for {Iso(page.Day!.Value)}; the newest are for {Iso(row.GetFieldValue<DateOnly>(0))}.");

        return new(
            Iso(row.GetFieldValue<DateOnly>(1)), row.GetGuid(2).ToString(), Timestamp.FromDateTime(row.GetDateTime(3)), row.GetInt32(4));
    }

    private static string Iso(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
