using MovieAspire.Analytics.Days;
using MovieAspire.Contracts.Analytics.V1;
using MovieAspire.ServiceDefaults.Errors;
using Npgsql;

namespace MovieAspire.Analytics.Genres;

/// <summary>The genres of one computed day, most movies first.</summary>
internal sealed class TopGenresQuery(NpgsqlDataSource database)
{
    private const string Columns = "genre_id, name, movie_count, avg_rating, avg_popularity, total_revenue";

    private const string Genres = "FROM analytics.genre_stats_daily WHERE computed_on = day.computed_on";

    private const int First = DayQuery.FirstColumn;

    private readonly DayQuery _query = new(database, "analytics.genre_stats_daily", "genre statistics", Columns, Genres, "movie_count DESC, genre_id");

    /// <exception cref="ServiceException">NOT_FOUND: that day, or no day at all, was computed.</exception>
    public async Task<GetTopGenresResponse> RunAsync(DayPage page, CancellationToken cancellationToken)
    {
        var response = new GetTopGenresResponse();
        var day = await _query.RunAsync(page, row => response.Genres.Add(ReadGenre(row)), cancellationToken);
        (response.ComputedOn, response.RunId, response.ComputedAt, response.TotalCount) = (day.ComputedOn, day.RunId, day.ComputedAt, day.Count);
        return response;
    }

    private static GenreStats ReadGenre(NpgsqlDataReader row) => new()
    {
        Id = row.GetInt32(First),
        Name = row.GetString(First + 1),
        MovieCount = row.GetInt64(First + 2),
        AvgRating = row.GetDouble(First + 3),
        AvgPopularity = row.GetDouble(First + 4),
        TotalRevenue = row.GetInt64(First + 5),
    };
}
