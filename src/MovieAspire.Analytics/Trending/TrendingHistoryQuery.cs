using System.Globalization;
using MovieAspire.Contracts.Analytics.V1;
using Npgsql;

namespace MovieAspire.Analytics.Trending;

/// <summary>A movie's places among those that trended, oldest first: a look by primary key for each day.</summary>
internal sealed class TrendingHistoryQuery(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>Today and the days before it.</summary>
    internal const int Days = 90;

    private const string Places = """
        SELECT t.computed_on, t.rank, t.score
        FROM generate_series($2::date - $3 + 1, $2::date, interval '1 day') AS day
        JOIN analytics.movie_trending_daily t ON t.computed_on = day::date AND t.movie_id = $1
        ORDER BY t.computed_on
        """;

    /// <returns>Null for a movie that did not trend, of which there are as many as there are numbers: that is not kept for long.</returns>
    public async Task<GetTrendingHistoryResponse?> RunAsync(int movieId, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Places);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = movieId });
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime) });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Days });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var response = new GetTrendingHistoryResponse();
        while (await reader.ReadAsync(cancellationToken))
        {
            response.Days.Add(new TrendingDay
            {
                Date = reader.GetFieldValue<DateOnly>(0).ToString("O", CultureInfo.InvariantCulture),
                Rank = reader.GetInt32(1),
                TrendingScore = reader.GetDouble(2),
            });
        }

        return response.Days.Count > 0 ? response : null;
    }
}
