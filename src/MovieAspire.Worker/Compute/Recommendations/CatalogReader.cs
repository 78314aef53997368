using System.Data;
using MovieAspire.Recommendations.Input;
using Npgsql;

namespace MovieAspire.Worker.Compute.Recommendations;

/// <summary>Reads the catalog as one snapshot, row by row.</summary>
internal sealed class CatalogReader(NpgsqlDataSource dataSource)
{
    private const string Movies = """
        SELECT id, coalesce(collection_id, 0), vote_count, adult::integer, vote_average, overview
        FROM catalog.movies WHERE removed_at IS NULL
        ORDER BY vote_count DESC, id DESC
        """;

    private const string Genres = "SELECT movie_id, genre_id FROM catalog.movie_genres";

    private const string Keywords = "SELECT movie_id, keyword_id FROM catalog.movie_keywords";

    // Who is billed later plays less of a part.
    private const string Cast = """
        SELECT movie_id, person_id, (1 / (1 + 0.2 * greatest(billing_order, 0)))::real FROM catalog.movie_cast WHERE is_top
        """;

    private const string Directors = "SELECT movie_id, person_id FROM catalog.movie_crew WHERE job = 'Director'";

    private const string Crew = """
        SELECT movie_id, person_id,
               (CASE WHEN job IN ('Original Music Composer', 'Director of Photography') THEN 0.5 ELSE 1 END)::real
        FROM catalog.movie_crew
        WHERE job IN ('Screenplay', 'Writer', 'Story', 'Novel', 'Original Music Composer', 'Director of Photography')
        """;

    private const string Similar = "SELECT movie_id, similar_movie_id, rank::integer FROM catalog.similar_movies";

    private const string Names = """
        SELECT 0, id, name FROM catalog.collections
        UNION ALL SELECT 2, p.id, p.name FROM catalog.people p
        UNION ALL SELECT 4, id, name FROM catalog.keywords
        UNION ALL SELECT 5, id, name FROM catalog.genres
        """;

    public async Task<RecommendationInput> ReadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        var input = new InputBuilder();

        await ReadAsync(connection, Movies, row => input.Add(
            new(row.GetInt32(0), row.GetInt32(1), row.GetInt32(2), row.GetInt32(3), row.GetDouble(4)), row.GetString(5)),
            cancellationToken);
        await ReadAsync(connection, Genres, row => input.Add(row.GetInt32(0), FeatureKind.Genre, row.GetInt32(1)), cancellationToken);
        await ReadAsync(connection, Keywords, row => input.Add(row.GetInt32(0), FeatureKind.Keyword, row.GetInt32(1)), cancellationToken);
        await ReadAsync(connection, Directors, row => input.Add(row.GetInt32(0), FeatureKind.Director, row.GetInt32(1)), cancellationToken);
        await ReadAsync(
            connection, Cast, row => input.Add(row.GetInt32(0), FeatureKind.Cast, row.GetInt32(1), row.GetFloat(2)), cancellationToken);
        await ReadAsync(
            connection, Crew, row => input.Add(row.GetInt32(0), FeatureKind.Crew, row.GetInt32(1), row.GetFloat(2)), cancellationToken);
        await ReadAsync(
            connection, Similar, row => input.AddSimilar(row.GetInt32(0), row.GetInt32(1), row.GetInt32(2)), cancellationToken);

        var names = new Dictionary<(FeatureKind, int), string>();
        await ReadAsync(connection, Names, row => names[((FeatureKind)row.GetInt32(0), row.GetInt32(1))] = row.GetString(2), cancellationToken);
        return input.Build((field, id) => names.GetValueOrDefault((NamesOf(field), id)));
    }

    private static FeatureKind NamesOf(FeatureKind field) => field is FeatureKind.Director or FeatureKind.Crew ? FeatureKind.Cast : field;

    private static async Task ReadAsync(
        NpgsqlConnection connection, string sql, Action<NpgsqlDataReader> add, CancellationToken cancellationToken)
    {
#pragma warning disable CA2100 // constants of this file
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) add(reader);
    }
}
