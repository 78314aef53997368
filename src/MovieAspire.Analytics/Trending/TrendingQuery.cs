using System.Data;
using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using MovieAspire.Contracts.Analytics.V1;
using MovieAspire.ServiceDefaults.Errors;
using Npgsql;

namespace MovieAspire.Analytics.Trending;

/// <summary>The movies that trend on one computed day, best first, in one batch.</summary>
internal sealed class TrendingQuery(NpgsqlDataSource database)
{
    // The day apart from its page: a page past the end is empty, but its day was computed.
    private const string Days = """
        SELECT newest.computed_on, day.computed_on, day.run_id, day.computed_at, day.formula_version
        FROM (SELECT max(computed_on) AS computed_on FROM analytics.movie_trending_daily) newest
        LEFT JOIN LATERAL (
            SELECT computed_on, run_id, computed_at, formula_version
            FROM analytics.movie_trending_daily
            WHERE computed_on = coalesce($1, newest.computed_on)
            ORDER BY rank
            LIMIT 1
        ) day ON true
        """;

    private const string Movies = """
        SELECT t.movie_id, m.title, m.release_date, m.poster_path, t.popularity, t.vote_average, t.vote_count, t.score,
               t.rank, t.momentum
        FROM analytics.movie_trending_daily t
        JOIN catalog.movies m ON m.id = t.movie_id AND m.removed_at IS NULL
        WHERE t.computed_on = coalesce($1, (SELECT max(computed_on) FROM analytics.movie_trending_daily))
        ORDER BY t.rank
        LIMIT $2 OFFSET $3
        """;

    /// <exception cref="ServiceException">NOT_FOUND: that day, or no day at all, was computed.</exception>
    public async Task<GetTrendingResponse> RunAsync(TrendingPage page, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        // One snapshot: a run that recomputes the day meanwhile is seen in both statements or in neither.
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        await using var batch = new NpgsqlBatch(connection, snapshot)
        {
            BatchCommands =
            {
                new(Days) { Parameters = { Day(page) } },
                new(Movies) { Parameters = { Day(page), new() { Value = page.Limit }, new() { Value = page.Offset } } },
            },
        };

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var response = ReadDay(reader, page);
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            response.Movies.Add(ReadMovie(reader));
        return response;
    }

    private static NpgsqlParameter<DateOnly?> Day(TrendingPage page) => new() { TypedValue = page.Day };

    private static GetTrendingResponse ReadDay(NpgsqlDataReader row, TrendingPage page)
    {
        if (row.IsDBNull(0))
            throw ServiceError.NotComputed("Nothing trends yet: no run has computed it.");
        if (row.IsDBNull(1))
            throw ServiceError.NotComputed($"Nothing is ranked for {Iso(page.Day!.Value)}; the newest day is {IsoDate(row, 0)}.");

        return new GetTrendingResponse
        {
            ComputedOn = IsoDate(row, 1),
            RunId = row.GetGuid(2).ToString(),
            ComputedAt = Timestamp.FromDateTime(row.GetDateTime(3)),
            FormulaVersion = row.GetInt32(4),
        };
    }

    private static TrendingMovie ReadMovie(NpgsqlDataReader row)
    {
        var movie = new TrendingMovie
        {
            Id = row.GetInt32(0),
            Title = row.GetString(1),
            Popularity = row.GetDouble(4),
            VoteAverage = row.GetDouble(5),
            VoteCount = row.GetInt32(6),
            TrendingScore = row.GetDouble(7),
            Rank = row.GetInt32(8),
        };
        if (!row.IsDBNull(2)) movie.ReleaseDate = IsoDate(row, 2);
        if (!row.IsDBNull(3)) movie.PosterPath = row.GetString(3);
        if (!row.IsDBNull(9)) movie.Momentum = row.GetDouble(9);
        return movie;
    }

    private static string IsoDate(NpgsqlDataReader row, int column) => Iso(row.GetFieldValue<DateOnly>(column));

    private static string Iso(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
