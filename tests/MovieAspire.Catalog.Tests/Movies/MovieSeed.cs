using MovieAspire.Catalog.Tests.Hosting;

namespace MovieAspire.Catalog.Tests.Movies;

/// <summary>
/// Movie 1 with everything, 2 as a list entry without details, 3 removed, 4 with a single fact of OMDb.
/// </summary>
public sealed class MovieSeed() : CatalogFixture("""
    INSERT INTO catalog.collections (id, name) VALUES (11, 'The Harbour Collection');
    INSERT INTO catalog.movies (id, imdb_id, title, original_title, original_language, overview, tagline, status,
        release_date, premiere_year, runtime, budget, revenue, popularity, vote_average, vote_count, poster_path,
        backdrop_path, trailer_key, collection_id, data_frozen, last_tmdb_update, last_omdb_update, updated_at)
    VALUES (1, 'tt0000001', 'The Harbour', 'Der Hafen', 'de', 'Ships.', 'All aboard.', 'Released',
        '1972-03-14', 1971, 99, 1000000, 3000000000, 12.5, 7.9, 640, '/p.jpg',
        '/b.jpg', 'abc123', 11, true, '2025-01-02 03:04:05Z', '2025-01-03Z', '2025-01-04Z');
    INSERT INTO catalog.movies (id, title, original_title) VALUES (2, 'Only listed', 'Only listed');
    INSERT INTO catalog.movies (id, title, original_title, removed_at) VALUES (3, 'Gone', 'Gone', now());
    INSERT INTO catalog.movies (id, title, original_title) VALUES (4, 'Fourth', 'Fourth');
    INSERT INTO catalog.genres VALUES (18, 'Drama'), (12, 'Adventure');
    INSERT INTO catalog.movie_genres VALUES (1, 18), (1, 12), (4, 18);
    INSERT INTO catalog.people (id, name, profile_path)
        SELECT i, 'Person ' || i, CASE WHEN i = 100 THEN '/face.jpg' END FROM generate_series(100, 120) i;
    INSERT INTO catalog.movie_cast (movie_id, billing_order, person_id, character, is_top)
        SELECT 1, i - 100, i, 'Character ' || i, i < 110 FROM generate_series(100, 111) i;
    INSERT INTO catalog.movie_cast VALUES (4, 0, 100, 'Herself', true);
    INSERT INTO catalog.movie_crew VALUES (1, 113, 'Writer', 'Writing'), (1, 112, 'Director', 'Directing'),
        (1, 114, 'Director', 'Directing'), (1, 115, 'Composer', 'Sound');
    INSERT INTO catalog.keywords VALUES (7, 'ship'), (8, 'fog');
    INSERT INTO catalog.movie_keywords VALUES (1, 7), (1, 8);
    INSERT INTO catalog.companies (id, name) VALUES (5, 'Pier Pictures');
    INSERT INTO catalog.movie_companies VALUES (1, 5);
    INSERT INTO catalog.similar_movies VALUES (1, 2, 900), (1, 1, 950), (1, 3, 2);
    INSERT INTO catalog.alternative_titles (movie_id, country, title)
        VALUES (1, 'FR', 'Le Port'), (1, 'BE', 'Le Port'), (1, 'ES', 'El puerto');
    INSERT INTO analytics.movie_trending_daily
        (computed_on, movie_id, rank, score, popularity, vote_average, vote_count, run_id, computed_at)
    VALUES ('2025-01-02', 1, 1, 9, 12.5, 7.9, 640, gen_random_uuid(), now());
    INSERT INTO analytics.movie_ratings VALUES (1, 7.4, true, gen_random_uuid(), now());
    INSERT INTO catalog.omdb_movies (movie_id, imdb_rating, imdb_votes, rotten_tomatoes, metacritic, awards,
        box_office, rated, director, actors, content_hash, checked_at, changed_at)
    VALUES (1, 8.1, 12345, 93, 81, 'Won 2 Oscars', 5000000000, 'PG-13', 'A', 'B, C', '', now(), now());
    INSERT INTO catalog.omdb_movies (movie_id, metacritic, content_hash, checked_at, changed_at)
    VALUES (4, 0, '', now(), now());
    """);
