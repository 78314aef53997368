using MovieAspire.Catalog.Tests.Hosting;

namespace MovieAspire.Catalog.Tests.Browse;

/// <summary>Three parts of a collection, 4 without a date, 5 removed; person 7 plays in and directs some of them.</summary>
public sealed class BrowseSeed() : CatalogFixture("""
    INSERT INTO catalog.collections VALUES (1, 'Trilogy', '/poster.jpg', NULL), (2, 'Empty', NULL, NULL);
    INSERT INTO catalog.movies (id, title, original_title, release_date, collection_id, removed_at)
    VALUES (1, 'Third', '', '2003-01-01', 1, NULL), (2, 'First', '', '2001-01-01', 1, NULL),
           (3, 'Second', '', '2002-01-01', 1, NULL), (4, 'Announced', '', NULL, 1, NULL), (5, 'Gone', '', '2000-01-01', 1, now());
    INSERT INTO catalog.genres VALUES (18, 'Drama'), (12, 'Adventure'), (35, 'Comedy');
    INSERT INTO catalog.movie_genres VALUES (1, 18), (2, 18), (5, 18), (3, 12);
    INSERT INTO catalog.people (id, name, known_for_department, profile_path, popularity)
    VALUES (7, 'Somebody', 'Directing', '/face.jpg', 3.5), (8, 'Nobody', NULL, NULL, 0);
    INSERT INTO catalog.movie_cast (movie_id, billing_order, person_id, character)
    VALUES (2, 4, 7, 'Herself'), (4, 0, 7, ''), (5, 0, 7, 'Ghost');
    INSERT INTO catalog.movie_crew VALUES (1, 7, 'Director', 'Directing'), (3, 7, 'Writer', 'Writing');
    INSERT INTO catalog.similar_movies VALUES (1, 1, 3), (1, 2, 5), (1, 3, 999), (1, 4, 2);
    """);
