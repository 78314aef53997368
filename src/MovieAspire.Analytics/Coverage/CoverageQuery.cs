using Google.Protobuf.WellKnownTypes;
using MovieAspire.Contracts.Analytics.V1;
using Npgsql;

namespace MovieAspire.Analytics.Coverage;

/// <summary>How many movies have which data: one pass over the movies, one over each table that hangs on them.</summary>
internal sealed class CoverageQuery(NpgsqlDataSource database, TimeProvider time)
{
    // Semi joins, each counted on its own: EXISTS inside FILTER would look into each table once for every movie.
    private const string Sql = """
        SELECT movies.*,
               (SELECT count(*) FROM catalog.movies m WHERE removed_at IS NULL
                   AND EXISTS (SELECT FROM catalog.movie_cast c WHERE c.movie_id = m.id)),
               (SELECT count(*) FROM catalog.movies m WHERE removed_at IS NULL
                   AND EXISTS (SELECT FROM catalog.movie_crew c WHERE c.movie_id = m.id)),
               (SELECT count(*) FROM catalog.movies m WHERE removed_at IS NULL
                   AND EXISTS (SELECT FROM catalog.movie_keywords k WHERE k.movie_id = m.id)),
               (SELECT count(*) FROM catalog.movies m WHERE removed_at IS NULL
                   AND EXISTS (SELECT FROM catalog.similar_movies s WHERE s.movie_id = m.id)),
               (SELECT count(*) FROM catalog.movies m JOIN catalog.omdb_movies o ON o.movie_id = m.id WHERE removed_at IS NULL)
        FROM (
            SELECT count(*) FILTER (WHERE removed_at IS NULL),
                   count(*) FILTER (WHERE removed_at IS NOT NULL),
                   count(*) FILTER (WHERE removed_at IS NULL AND trailer_key <> ''),
                   count(*) FILTER (WHERE removed_at IS NULL AND imdb_id <> ''),
                   count(*) FILTER (WHERE removed_at IS NULL AND last_tmdb_update IS NOT NULL),
                   count(*) FILTER (WHERE removed_at IS NULL AND budget IS NOT NULL),
                   count(*) FILTER (WHERE removed_at IS NULL AND revenue IS NOT NULL),
                   count(*) FILTER (WHERE removed_at IS NULL AND runtime IS NOT NULL)
            FROM catalog.movies
        ) movies
        """;

    public async Task<GetCoverageResponse> RunAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Sql);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return new GetCoverageResponse
        {
            Total = row.GetInt64(0),
            Removed = row.GetInt64(1),
            HasTrailer = row.GetInt64(2),
            HasImdbId = row.GetInt64(3),
            HasDetails = row.GetInt64(4),
            HasBudget = row.GetInt64(5),
            HasRevenue = row.GetInt64(6),
            HasRuntime = row.GetInt64(7),
            HasCast = row.GetInt64(8),
            HasCrew = row.GetInt64(9),
            HasKeywords = row.GetInt64(10),
            HasSimilar = row.GetInt64(11),
            HasOmdb = row.GetInt64(12),
            ComputedAt = time.GetUtcNow().ToTimestamp(),
        };
    }
}
