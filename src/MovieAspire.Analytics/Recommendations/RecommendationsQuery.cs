using System.Data;
using System.Globalization;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using MovieAspire.Contracts.Analytics.V1;
using MovieAspire.ServiceDefaults.Errors;
using Npgsql;

namespace MovieAspire.Analytics.Recommendations;

/// <summary>The recommendations of one movie, in one batch.</summary>
internal sealed class RecommendationsQuery(NpgsqlDataSource database)
{
    // Lists that are being written have a later version, which is not published.
    private const string Version = """
        SELECT version FROM analytics.recommendation_versions WHERE published_at IS NOT NULL ORDER BY version DESC LIMIT 1
        """;

    private const string Movie = $"""
        SELECT m.removed_at IS NOT NULL, r.run_id, r.computed_at, cardinality(r.movie_ids)
        FROM catalog.movies m LEFT JOIN analytics.recommendation_lists r ON r.movie_id = m.id AND r.version = ({Version})
        WHERE m.id = $1
        """;

    // What TMDB removed since they were computed is left out at once.
    private const string Recommended = $"""
        SELECT m.id, m.title, m.release_date, m.popularity, m.vote_average, m.vote_count, m.poster_path,
               r.scores[o.place], r.reasons -> (o.place - 1)::integer
        FROM analytics.recommendation_lists r
        CROSS JOIN unnest(r.movie_ids) WITH ORDINALITY AS o (movie_id, place)
        JOIN catalog.movies m ON m.id = o.movie_id AND m.removed_at IS NULL AND NOT m.adult
        WHERE r.movie_id = $1 AND r.version = ({Version})
        ORDER BY o.place
        LIMIT $2 OFFSET $3
        """;

    /// <returns>Null for an unknown movie.</returns>
    /// <exception cref="ServiceException">FAILED_PRECONDITION: TMDB removed the movie.</exception>
    public async Task<GetRecommendationsResponse?> RunAsync(RecommendationsPage page, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        // One snapshot: a run that replaces the list meanwhile is seen in both statements or in neither.
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        await using var batch = new NpgsqlBatch(connection, snapshot)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(Movie) { Parameters = { new NpgsqlParameter<int> { TypedValue = page.MovieId } } },
                new NpgsqlBatchCommand(Recommended)
                {
                    Parameters =
                    {
                        new NpgsqlParameter<int> { TypedValue = page.MovieId },
                        new NpgsqlParameter<int> { TypedValue = page.Limit },
                        new NpgsqlParameter<int> { TypedValue = page.Offset },
                    },
                },
            },
        };

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
            return null;
        if (reader.GetBoolean(0))
            throw ServiceError.Removed("movie", page.MovieId);

        var response = ReadList(reader, page.MovieId);
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            response.Recommendations.Add(ReadMovie(reader));
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
        if (row.GetInt32(3) == 0)
            response.Note = "Too little is known of this movie to recommend others.";
        return response;
    }

    private static RecommendedMovie ReadMovie(NpgsqlDataReader row)
    {
        var movie = new RecommendedMovie
        {
            Id = row.GetInt32(0),
            Title = row.GetString(1),
            ReleaseDate = row.IsDBNull(2) ? "" : row.GetFieldValue<DateOnly>(2).ToString("O", CultureInfo.InvariantCulture),
            Popularity = row.GetDouble(3),
            VoteAverage = row.GetDouble(4),
            VoteCount = row.GetInt32(5),
            PosterPath = row.IsDBNull(6) ? "" : row.GetString(6),
            // Through decimal, so that 0.3 does not become 0.300000012.
            Score = (double)(decimal)row.GetFloat(7),
        };
        using var reasons = JsonDocument.Parse(row.GetString(8));
        foreach (var reason in reasons.RootElement.EnumerateArray())
        {
            var names = reason.GetProperty("names").EnumerateArray().Select(name => name.GetString()!);
            movie.Reasons.Add(new RecommendationReason { Kind = reason.GetProperty("kind").GetString(), Names = { names } });
        }

        return movie;
    }
}
