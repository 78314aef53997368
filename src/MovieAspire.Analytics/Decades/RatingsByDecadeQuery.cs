using Google.Protobuf.WellKnownTypes;
using MovieAspire.Contracts.Analytics.V1;
using MovieAspire.ServiceDefaults.Errors;
using Npgsql;

namespace MovieAspire.Analytics.Decades;

/// <summary>The decades, oldest first.</summary>
internal sealed class RatingsByDecadeQuery(NpgsqlDataSource database)
{
    private const string Sql =
        "SELECT decade, avg_rating, movie_count, run_id, computed_at FROM analytics.ratings_by_decade ORDER BY decade";

    /// <exception cref="ServiceException">NOT_FOUND: they were never computed.</exception>
    public async Task<GetRatingsByDecadeResponse> RunAsync(CancellationToken cancellationToken)
    {
        var response = new GetRatingsByDecadeResponse();
        await using var command = database.CreateCommand(Sql);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            response.Decades.Add(new DecadeRatings
            {
                Decade = reader.GetInt32(0),
                AvgRating = reader.GetDouble(1),
                MovieCount = reader.GetInt64(2),
            });
            var computedAt = Timestamp.FromDateTime(reader.GetDateTime(4));
            if (response.ComputedAt is null || computedAt > response.ComputedAt)
                (response.ComputedAt, response.RunId) = (computedAt, reader.GetGuid(3).ToString());
        }

        return response.Decades.Count > 0
            ? response
            : throw ServiceError.NotComputed("There are no ratings by decade yet: no run has computed them.");
    }
}
