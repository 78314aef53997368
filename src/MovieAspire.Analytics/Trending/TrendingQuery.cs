using System.Globalization;
using MovieAspire.Analytics.Days;
using MovieAspire.Contracts.Analytics.V1;
using MovieAspire.ServiceDefaults.Errors;
using Npgsql;

namespace MovieAspire.Analytics.Trending;

/// <summary>The movies that trend on one computed day, best first.</summary>
internal sealed class TrendingQuery(NpgsqlDataSource database)
{
    private const string Columns = """
        t.movie_id, m.title, m.release_date, m.poster_path, t.popularity, t.vote_average, t.vote_count, t.score,
        t.rank, t.momentum, t.formula_version
        """;

    private const string Movies = """
        FROM analytics.movie_trending_daily t
        JOIN catalog.movies m ON m.id = t.movie_id AND m.removed_at IS NULL
        WHERE t.computed_on = day.computed_on
        """;

    private const int First = DayQuery.FirstColumn;

    private readonly DayQuery _query = new(database, "analytics.movie_trending_daily", "trending movies", Columns, Movies, "t.rank");

    /// <exception cref="ServiceException">NOT_FOUND: that day, or no day at all, was computed.</exception>
    public async Task<GetTrendingResponse> RunAsync(DayPage page, CancellationToken cancellationToken)
    {
        var response = new GetTrendingResponse();
        var day = await _query.RunAsync(page, row => response.Movies.Add(ReadMovie(row)), cancellationToken);
        (response.ComputedOn, response.RunId, response.ComputedAt, response.TotalCount) = (day.ComputedOn, day.RunId, day.ComputedAt, day.Count);
        return response;
    }

    private static TrendingMovie ReadMovie(NpgsqlDataReader row)
    {
        var movie = new TrendingMovie
        {
            Id = row.GetInt32(First),
            Title = row.GetString(First + 1),
            Popularity = row.GetDouble(First + 4),
            VoteAverage = row.GetDouble(First + 5),
            VoteCount = row.GetInt32(First + 6),
            TrendingScore = row.GetDouble(First + 7),
            Rank = row.GetInt32(First + 8),
            FormulaVersion = row.GetInt32(First + 10),
        };
        if (!row.IsDBNull(First + 2))
            movie.ReleaseDate = row.GetFieldValue<DateOnly>(First + 2).ToString("O", CultureInfo.InvariantCulture);
        if (!row.IsDBNull(First + 3))
            movie.PosterPath = row.GetString(First + 3);
        if (!row.IsDBNull(First + 9))
            movie.Momentum = row.GetDouble(First + 9);
        return movie;
    }
}
