extern alias analytics;
extern alias catalog;

using MovieAspire.Testing;
using Npgsql;

namespace MovieAspire.Gateway.Tests.Hosting;

/// <summary>The gateway with the real catalog and analytics behind it, over real Postgres and Redis.</summary>
public sealed class Platform : IAsyncLifetime
{
    private const string Seed = """
        INSERT INTO catalog.movies (id, title, original_title, release_date, overview, popularity, vote_average, vote_count, last_tmdb_update)
            SELECT i, 'Movie ' || i, 'Movie ' || i, DATE '2000-01-01' + i, 'About ' || i, i % 7, 5, 10, now()
            FROM generate_series(1, 45) i;
        UPDATE catalog.movies SET title = 'Amélie', release_date = NULL, overview = '', runtime = 122 WHERE id = 45;
        INSERT INTO catalog.movies (id, title, original_title, removed_at) VALUES (900, 'Gone', 'Gone', now());
        INSERT INTO catalog.genres VALUES (18, 'Drama'), (35, 'Comedy'), (12, 'Adventure');
        INSERT INTO catalog.movie_genres SELECT i, 18 FROM generate_series(1, 30) i;
        INSERT INTO catalog.movie_genres VALUES (7, 35), (45, 35);
        INSERT INTO catalog.omdb_movies (movie_id, imdb_rating, imdb_votes, director, actors, content_hash, checked_at, changed_at)
            VALUES (44, 7.4, 1000, 'Jane Doe', 'Ann One, Ben Two', '', now(), now());
        INSERT INTO catalog.people (id, name) SELECT i, 'Person ' || i FROM generate_series(1, 13) i;
        INSERT INTO catalog.movie_cast (movie_id, billing_order, person_id, character, is_top)
            SELECT 45, i - 1, i, 'Role ' || i, i <= 10 FROM generate_series(1, 12) i;
        INSERT INTO catalog.movie_crew VALUES (45, 13, 'Director', 'Directing');
        INSERT INTO analytics.genre_stats_daily
            SELECT day, genre, name, movies, 6.5, 3, 1000, gen_random_uuid(), now()
            FROM (VALUES (18, 'Drama', 30), (35, 'Comedy', 20), (12, 'Adventure', 10)) AS genres (genre, name, movies),
                 (VALUES (DATE '2025-01-01'), (DATE '2025-01-02')) AS days (day);
        INSERT INTO analytics.recommendation_versions (run_id, started_at, published_at) VALUES (gen_random_uuid(), now(), now());
        INSERT INTO analytics.recommendation_lists VALUES (1, 1, '{2,3,45}', '{0.9,0.5,0.4}', '[
            [{"kind": "director", "names": ["Agnès Varda"]}, {"kind": "liked_together", "names": []}],
            [{"kind": "genres", "names": ["Drama"]}], [{"kind": "similar_list", "names": []}]]',
            gen_random_uuid(), '2025-01-02 05:00:00Z');
        INSERT INTO analytics.movie_trending_daily
            (computed_on, movie_id, rank, score, momentum, popularity, vote_average, vote_count, run_id, computed_at)
            SELECT '2025-01-02', i, i, 100 - i, CASE WHEN i = 1 THEN 1.5 END, 3, 5, 10, gen_random_uuid(), now()
            FROM generate_series(1, 30) i;
        INSERT INTO analytics.ratings_by_decade VALUES (2000, 5, 44, gen_random_uuid(), now());
        INSERT INTO analytics.movie_ratings VALUES (45, 5.5, true, gen_random_uuid(), now());
        INSERT INTO catalog.collections (id, name) VALUES (5, 'Series');
        UPDATE catalog.movies SET collection_id = 5 WHERE id IN (1, 2);
        INSERT INTO analytics.kpi_versions (name, title, meaning, unit, kind, columns, filters, default_limit, max_limit, row_count, fingerprint, run_id, valid_from)
            VALUES ('highest_revenue', 'Highest revenue', 'By revenue.', 'million USD', 'ranking', '[
                {"name": "rank", "type": "BIGINT", "unit": "", "meaning": ""}, {"name": "title", "type": "VARCHAR", "unit": "", "meaning": ""},
                {"name": "released", "type": "DATE", "unit": "", "meaning": ""}, {"name": "is_hit", "type": "BOOLEAN", "unit": "", "meaning": ""},
                {"name": "rating", "type": "DECIMAL(5,3)", "unit": "0-10", "meaning": ""}, {"name": "ratio", "type": "DOUBLE", "unit": "", "meaning": ""},
                {"name": "revenue_musd", "type": "DECIMAL(18,6)", "unit": "million USD", "meaning": "in cinemas"},
                {"name": "total_musd", "type": "DECIMAL(38,6)", "unit": "million USD", "meaning": ""}]',
                '{genre,year}', 5, 50, 12, 'f', gen_random_uuid(), '2025-01-02 04:30:00Z');
        INSERT INTO analytics.kpi_rows
            SELECT 1, i, 2000 + i, 2000 + i, ARRAY[CASE WHEN i % 2 = 0 THEN 'drama' ELSE 'comedy' END], CASE i
                WHEN 1 THEN '[1, "Amélie, \"the one\"", "1969-12-31", true, 7.891, 0.1, 2923.706026, -123456789.654321]'::jsonb
                ELSE jsonb_build_array(i, 'Movie ' || i, NULL, i % 3 = 0, NULL, i / 2.0, CASE i WHEN 12 THEN 0.000001 ELSE i END, NULL) END
            FROM generate_series(1, 12) i;
        INSERT INTO analytics.charts VALUES ('trends', 1, 'Trends', 'By year.', 960, 600, 'v', gen_random_uuid(), '2025-01-02 04:30:00Z');
        INSERT INTO analytics.chart_images VALUES ('trends', 'light', 'svg', 0, '<svg/>', 'a'), ('trends', 'dark', 'svg', 0, '<svg id="dark"/>', 'b'),
            ('trends', 'light', 'png', 960, '\x89504e47', 'c');
        INSERT INTO analytics.quality_reports VALUES (gen_random_uuid(), 'silver', '2025-01-02 04:30:00Z', true, '[{"rule": "holds", "table": "t",
            "dimension": "validity", "severity": "warn", "passed": false, "offending": 1, "rows": 5, "sample": ["{}"]}]', '<!DOCTYPE html><title>silver</title>');
        INSERT INTO analytics.lineage VALUES
            ('gold/highest_revenue', 'gold', 'v', gen_random_uuid(), '2025-01-02 04:30:00Z', 12, 0, 'f', 'm', '{bronze}'),
            ('bronze', 'bronze', '', NULL, NULL, 45, 1, '', '', '{}');
        INSERT INTO catalog.similar_movies SELECT 45, i, i FROM generate_series(1, 3) i;
        """;

    private ServiceHost<catalog::Program> _catalog = null!;
    private ServiceHost<analytics::Program> _analytics = null!;
    private Dictionary<string, string> _settings = [];

    internal GatewayHost Gateway { get; private set; } = null!;

    /// <summary>A gateway that keeps no responses, so that every one is made anew.</summary>
    internal GatewayHost UncachedGateway { get; private set; } = null!;

    /// <summary>Another gateway before the same services.</summary>
    internal GatewayHost StartGateway(Dictionary<string, string> settings) => new(new([.. _settings, .. settings]));

    public async Task InitializeAsync()
    {
        var movieDb = await MovieDatabase.CreateAsync();
        var redis = await RedisServer.CreateDatabaseAsync();
        await using (var database = NpgsqlDataSource.Create(movieDb))
        await using (var command = database.CreateCommand(Seed))
        {
            await command.ExecuteNonQueryAsync();
            await MovieDatabase.ProjectAsync(database);
        }

        _catalog = BackendHost.Start<catalog::Program>(movieDb, redis);
        _analytics = BackendHost.Start<analytics::Program>(movieDb, redis);
        _settings = new(
        [
            .. BackendHost.Announce(_catalog, "catalog"), .. BackendHost.Announce(_analytics, "analytics"),
            new("ConnectionStrings:redis", redis),
        ]);
        Gateway = new(_settings);
        UncachedGateway = StartGateway(new() { ["OutputCache:MaxMegabytes"] = "0" });
    }

    public async Task DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await UncachedGateway.DisposeAsync();
        await _analytics.DisposeAsync();
        await _catalog.DisposeAsync();
    }
}

/// <summary>Test classes of this collection share the platform; they only read.</summary>
[CollectionDefinition(Name)]
public sealed class PlatformGroup : ICollectionFixture<Platform>
{
    /// <summary>The collection.</summary>
    public const string Name = "platform";
}
