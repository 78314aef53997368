using System.Globalization;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using MovieAspire.Contracts.Analytics.V1;
using MovieAspire.ServiceDefaults.Errors;
using Npgsql;

namespace MovieAspire.Analytics.Recommendations;

/// <summary>
/// The recommendations of one movie: one statement, so that a run that replaces the list meanwhile is seen as a whole or not
/// at all.
/// </summary>
internal sealed class RecommendationsQuery(NpgsqlDataSource database)
{
    private const int First = 5;

    // Lists that are being written have a later version, which is not published. What TMDB removed since they were computed
    // is left out at once. A page without movies comes as one row without their columns.
    private const string Sql = """
        SELECT origin.removed_at IS NOT NULL, list.run_id, list.computed_at, cardinality(list.movie_ids), total.count, page.*
        FROM catalog.movies origin
        LEFT JOIN analytics.recommendation_lists list ON list.movie_id = origin.id AND list.version = (
            SELECT version FROM analytics.recommendation_versions WHERE published_at IS NOT NULL ORDER BY version DESC LIMIT 1)
        LEFT JOIN LATERAL (
            SELECT count(*)::integer AS count FROM catalog.movies m
            WHERE m.id = ANY (list.movie_ids) AND m.removed_at IS NULL AND NOT m.adult
        ) total ON true
        LEFT JOIN LATERAL (
            SELECT m.id, m.title, m.release_date, m.popularity, m.vote_average, m.vote_count, m.poster_path,
                   list.scores[o.place], list.reasons -> (o.place - 1)::integer
            FROM unnest(list.movie_ids) WITH ORDINALITY AS o (movie_id, place)
            JOIN catalog.movies m ON m.id = o.movie_id AND m.removed_at IS NULL AND NOT m.adult
            ORDER BY o.place
            LIMIT $2 OFFSET $3
        ) page ON true
        WHERE origin.id = $1
        """;

    /// <returns>Null for an unknown movie.</returns>
    /// <exception cref="ServiceException">FAILED_PRECONDITION: TMDB removed the movie.</exception>
    public async Task<GetRecommendationsResponse?> RunAsync(RecommendationsPage page, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Sql);
        foreach (var value in (int[])[page.MovieId, page.Limit, page.Offset])
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = value });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        if (!await row.ReadAsync(cancellationToken))
            return null;
        if (row.GetBoolean(0))
            throw ServiceError.Removed("movie", page.MovieId);

        var response = ReadList(row, page.MovieId);
        do
        {
            if (!row.IsDBNull(First))
                response.Recommendations.Add(ReadMovie(row));
        }
        while (await row.ReadAsync(cancellationToken));
        return response;
    }

    private static GetRecommendationsResponse ReadList(NpgsqlDataReader row, int movie)
    {
        var response = new GetRecommendationsResponse { MovieId = movie };
        if (row.IsDBNull(1))
        {
            response.Note = "No recommendations were computed for this movie yet.";
            return response;
        }

        response.RunId = row.GetGuid(1).ToString();
        response.ComputedAt = Timestamp.FromDateTime(row.GetDateTime(2));
        response.TotalCount = row.GetInt32(4);
        if (response.TotalCount == 0)
        {
            response.Note = row.GetInt32(3) == 0
                ? "Too little is known of this movie to recommend others."
                : "None of the movies that were recommended is shown any more.";
        }

        return response;
    }

    private static RecommendedMovie ReadMovie(NpgsqlDataReader row)
    {
        var movie = new RecommendedMovie
        {
            Id = row.GetInt32(First),
            Title = row.GetString(First + 1),
            ReleaseDate = row.IsDBNull(First + 2) ? "" : row.GetFieldValue<DateOnly>(First + 2).ToString("O", CultureInfo.InvariantCulture),
            Popularity = row.GetDouble(First + 3),
            VoteAverage = row.GetDouble(First + 4),
            VoteCount = row.GetInt32(First + 5),
            PosterPath = row.IsDBNull(First + 6) ? "" : row.GetString(First + 6),
            // Through decimal, so that 0.3 does not become 0.300000012.
            Score = (double)(decimal)row.GetFloat(First + 7),
        };
        using var reasons = JsonDocument.Parse(row.GetString(First + 8));
        foreach (var reason in reasons.RootElement.EnumerateArray())
        {
            var names = reason.GetProperty("names").EnumerateArray().Select(name => name.GetString()!);
            movie.Reasons.Add(new RecommendationReason { Kind = reason.GetProperty("kind").GetString(), Names = { names } });
        }

        return movie;
    }
}
