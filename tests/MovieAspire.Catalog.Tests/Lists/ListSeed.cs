using MovieAspire.Catalog.Tests.Hosting;

namespace MovieAspire.Catalog.Tests.Lists;

/// <summary>
/// Movies 1 to 60 with many equal sort keys, every fourth without a date and every third without revenue;
/// 61 to 65 are removed; 66 is a list entry without details.
/// </summary>
public sealed class ListSeed() : CatalogFixture("""
    INSERT INTO catalog.collections (id, name) VALUES (1, 'Odd ones'), (2, 'Even ones');
    INSERT INTO catalog.movies (id, title, original_title, original_language, release_date, revenue, popularity,
        vote_average, vote_count, collection_id, removed_at)
    SELECT i, 'Movie ' || (i % 7), '', (ARRAY['en', 'fr', 'ja'])[1 + i % 3],
           CASE WHEN i % 4 > 0 THEN make_date(1990 + i % 5, 1 + i % 2 * 11, 1 + i % 2 * 30) END,
           CASE WHEN i % 3 > 0 THEN 1000000 * (i % 5 + 1) END,
           i % 4 / 3.0, i % 11, i % 6 * 10, i % 2 + 1, CASE WHEN i > 60 THEN now() END
    FROM generate_series(1, 65) i;
    UPDATE catalog.movies SET last_tmdb_update = now();
    INSERT INTO catalog.movies (id, title, original_title, popularity) VALUES (66, 'Movie 66', '', 99);
    INSERT INTO catalog.genres VALUES (18, 'Drama'), (878, 'Science Fiction'), (99, 'Documentary');
    INSERT INTO catalog.movie_genres SELECT i, 18 FROM generate_series(1, 65) i WHERE i % 2 = 0;
    INSERT INTO catalog.movie_genres SELECT i, 878 FROM generate_series(1, 65) i WHERE i % 10 = 0;
    INSERT INTO catalog.people (id, name) VALUES (7, 'Actor'), (8, 'Director'), (9, 'Both');
    INSERT INTO catalog.movie_cast (movie_id, billing_order, person_id)
    VALUES (1, 0, 7), (2, 0, 7), (61, 0, 7), (3, 0, 9), (3, 1, 9), (4, 0, 9);
    INSERT INTO catalog.movie_crew (movie_id, person_id, job) VALUES (5, 8, 'Director'), (3, 9, 'Writer'), (6, 9, 'Writer');
    INSERT INTO catalog.keywords VALUES (100, 'Time travel'), (101, 'time travel'), (102, 'fog');
    INSERT INTO catalog.movie_keywords VALUES (10, 100), (11, 101), (12, 100), (12, 101), (62, 100);
    INSERT INTO analytics.movie_trending_daily
        (computed_on, movie_id, rank, score, popularity, vote_average, vote_count, run_id, computed_at)
    VALUES ('2025-01-01', 6, 1, 9, 0, 0, 0, gen_random_uuid(), now()), ('2025-01-02', 5, 100, 9, 0, 0, 0, gen_random_uuid(), now()),
           ('2025-01-02', 7, 101, 8, 0, 0, 0, gen_random_uuid(), now());
    INSERT INTO analytics.movie_ratings VALUES (3, 7.5, true, gen_random_uuid(), now()), (4, 7.5, false, gen_random_uuid(), now());
    """);
