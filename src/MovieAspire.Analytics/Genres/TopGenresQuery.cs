using System.Data;
using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using MovieAspire.Contracts.Analytics.V1;
using MovieAspire.ServiceDefaults.Errors;
using Npgsql;

namespace MovieAspire.Analytics.Genres;

/// <summary>The genres of one computed day, most movies first, in one batch.</summary>
internal sealed class TopGenresQuery(NpgsqlDataSource database)
{
    // The day apart from its page: a page past the end is empty, but its day was computed.
    private const string Days = """
        SELECT newest.computed_on, day.computed_on, day.run_id, day.computed_at
        FROM (SELECT max(computed_on) AS computed_on FROM analytics.genre_stats_daily) newest
        LEFT JOIN LATERAL (
            SELECT computed_on, run_id, computed_at
            FROM analytics.genre_stats_daily
            WHERE computed_on = coalesce($1, newest.computed_on)
            LIMIT 1
        ) day ON true
        """;

    private const string Genres = """
        SELECT genre_id, name, movie_count, avg_rating, avg_popularity, total_revenue
        FROM analytics.genre_stats_daily
        WHERE computed_on = coalesce($1, (SELECT max(computed_on) FROM analytics.genre_stats_daily))
        ORDER BY movie_count DESC, genre_id
        LIMIT $2 OFFSET $3
        """;

    /// <exception cref="ServiceException">NOT_FOUND: that day, or no day at all, was computed.</exception>
    public async Task<GetTopGenresResponse> RunAsync(TopGenresPage page, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        // One snapshot: a run that recomputes the day meanwhile is seen in both statements or in neither.
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        await using var batch = new NpgsqlBatch(connection, snapshot)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(Days) { Parameters = { Day(page) } },
                new NpgsqlBatchCommand(Genres)
                {
                    Parameters =
                    {
                        Day(page),
                        new NpgsqlParameter<int> { TypedValue = page.Limit },
                        new NpgsqlParameter<int> { TypedValue = page.Offset },
                    },
                },
            },
        };

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var response = ReadDay(reader, page);
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            response.Genres.Add(ReadGenre(reader));
        return response;
    }

    private static NpgsqlParameter<DateOnly?> Day(TopGenresPage page) => new() { TypedValue = page.Day };

    private static GetTopGenresResponse ReadDay(NpgsqlDataReader row, TopGenresPage page)
    {
        if (row.IsDBNull(0))
            throw ServiceError.NotComputed("There are no genre statistics yet: no statistics run has finished.");
        if (row.IsDBNull(1))
            throw ServiceError.NotComputed($"There are no genre statistics for {Iso(page.Day!.Value)}; the newest are for {IsoDate(row, 0)}.");

        return new GetTopGenresResponse
        {
            ComputedOn = IsoDate(row, 1),
            RunId = row.GetGuid(2).ToString(),
            ComputedAt = Timestamp.FromDateTime(row.GetDateTime(3)),
        };
    }

    private static GenreStats ReadGenre(NpgsqlDataReader row) => new()
    {
        Id = row.GetInt32(0),
        Name = row.GetString(1),
        MovieCount = row.GetInt64(2),
        AvgRating = row.GetDouble(3),
        AvgPopularity = row.GetDouble(4),
        TotalRevenue = row.GetInt64(5),
    };

    private static string IsoDate(NpgsqlDataReader row, int column) => Iso(row.GetFieldValue<DateOnly>(column));

    private static string Iso(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
