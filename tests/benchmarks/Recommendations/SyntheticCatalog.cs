using Npgsql;

namespace MovieAspire.Benchmarks.Recommendations;

/// <summary>
/// A catalog of any size, made by the database itself: 40 words of overview, 8 keywords, 12 of the cast, 4 of the crew, 2
/// genres and 20 similar movies each, all as skewed as the real ones; one movie in four belongs to a series of three. As on TMDB
/// one movie in twelve has 10 votes or more, and one in 35 has 50; but each has as many facts as a well-known one.
/// </summary>
internal static class SyntheticCatalog
{
    private const string Sql = """
        SELECT setseed(0.5);
        INSERT INTO catalog.collections (id, name) SELECT i, 'Series ' || i FROM generate_series(1, {0} / 12 + 1) i;
        INSERT INTO catalog.genres SELECT i, 'Genre ' || i FROM generate_series(1, 19) i;
        INSERT INTO catalog.keywords SELECT i, 'keyword ' || i FROM generate_series(1, 20000) i;
        INSERT INTO catalog.people (id, name) SELECT i, 'Person ' || i FROM generate_series(1, 2 * {0}) i;
        INSERT INTO catalog.movies (id, title, original_title, original_language, release_date, overview, popularity, vote_average, vote_count, collection_id)
            SELECT i, 'Movie ' || i, 'Movie ' || i, CASE WHEN random() < 0.6 THEN 'en' ELSE 'fr' END,
                   date '2025-12-31' - floor(32000 * power(random(), 3))::integer,
                   (SELECT string_agg('word' || floor(30000 * power(random(), 3))::integer, ' ') FROM generate_series(1, 40) WHERE i > 0),
                   random() * 10, 3 + random() * 6, least(40000, floor(0.19 * power(1 - random(), -1.613)))::integer,
                   CASE WHEN i % 12 < 3 THEN i / 12 + 1 END
            FROM generate_series(1, {0}) i;
        INSERT INTO catalog.movie_genres
            SELECT i, 1 + floor(19 * power(random(), 2))::integer FROM generate_series(1, {0}) i, generate_series(1, 2)
            ON CONFLICT DO NOTHING;
        INSERT INTO catalog.movie_keywords
            SELECT i, 1 + floor(20000 * power(random(), 3))::integer FROM generate_series(1, {0}) i, generate_series(1, 8)
            ON CONFLICT DO NOTHING;
        INSERT INTO catalog.movie_cast (movie_id, billing_order, person_id, is_top)
            SELECT i, place, 1 + floor(2 * {0} * power(random(), 3))::integer, place < 10
            FROM generate_series(1, {0}) i, generate_series(0, 11) place;
        INSERT INTO catalog.movie_crew
            SELECT i, 1 + floor(2 * {0} * power(random(), 3))::integer, job
            FROM generate_series(1, {0}) i,
                 unnest(ARRAY['Director', 'Writer', 'Original Music Composer', 'Director of Photography']) job
            ON CONFLICT DO NOTHING;
        INSERT INTO catalog.similar_movies
            SELECT i, place, 1 + floor({0} * power(random(), 2))::integer FROM generate_series(1, {0}) i, generate_series(1, 20) place;
        ANALYZE;
        """;

    public static async Task FillAsync(NpgsqlDataSource database, int movies, CancellationToken cancellationToken)
    {
#pragma warning disable CA2100 // a constant and a number
        await using var command = database.CreateCommand(Sql.Replace("{0}", $"{movies}", StringComparison.Ordinal));
#pragma warning restore CA2100
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
