using MovieAspire.Catalog.Tests.Hosting;

namespace MovieAspire.Catalog.Tests.Search;

/// <summary>Movies whose titles people type in other ways than they are written, and some to tell apart.</summary>
public sealed class SearchSeed() : CatalogFixture(Sql)
{
    internal const string Sql = """
        INSERT INTO catalog.movies (id, title, original_title, original_language, overview, release_date, popularity, vote_average, vote_count)
        VALUES (10681, 'WALL·E', 'WALL·E', 'en', 'A robot that compacts trash falls in love.', '2008-06-22', 60, 8.1, 18000),
               (422, '8½', '8½', 'it', 'Guido Anselmi, a film director, finds himself creatively barren.', '1963-02-14', 20, 8.1, 2200),
               (807, 'Se7en', 'Se7en', 'en', 'Two homicide detectives hunt a killer of the deadly sins.', '1995-09-22', 70, 8.4, 20000),
               (8329, '[REC]', '[REC]', 'es', 'A television reporter is trapped in a building.', '2007-04-10', 22, 7.1, 4500),
               (80038, '[REC]³ Genesis', '[REC]³ Génesis', 'es', 'A wedding goes badly wrong.', '2012-03-30', 15, 5.4, 1400),
               (194, 'Amélie', 'Le Fabuleux Destin d''Amélie Poulain', 'fr', 'At a tiny Parisian café, the adorable yet shy Amélie helps others.', '2001-04-25', 40, 7.9, 11000),
               (129, 'Spirited Away', '千と千尋の神隠し', 'ja', 'A young girl becomes trapped in a strange new world of spirits.', '2001-07-20', 80, 8.5, 16000),
               (238, 'The Godfather', 'The Godfather', 'en', 'The aging patriarch of an organized crime dynasty.', '1972-03-14', 90, 8.7, 20000),
               (240, 'The Godfather Part II', 'The Godfather Part II', 'en', 'The early life of Vito Corleone.', '1974-12-20', 60, 8.6, 12000),
               (557, 'Spider-Man', 'Spider-Man', 'en', 'A student is bitten by a "spider" & <b>changes</b>.', '2002-05-01', 75, 7.3, 19000),
               (11, 'Love', 'Love', 'en', 'Alone.', '2011-02-02', 5, 5.5, 40),
               (12, 'The Love', 'The Love', 'en', 'A film.', '2010-02-02', 6, 5.0, 50),
               (13, 'Love Actually', 'Love Actually', 'en', 'Eight couples.', '2003-09-07', 30, 7.1, 6500),
               (14, '$', '$', 'en', 'A bank.', '1971-12-17', 3, 6.2, 60),
               (15, 'No date', 'No date', '', '', NULL, 1, 0, 0),
               (3, 'Clean Cut', 'Clean Cut', 'en', '', '1982-06-25', 2, 7, 30),
               (4, 'Dune Sea', 'Dune Sea', 'en', '', '1984-06-25', 2, 7, 20),
               (16, 'Gone Love', 'Gone Love', 'en', '', '2000-01-01', 99, 9, 99999);
        UPDATE catalog.movies SET removed_at = now() WHERE id = 16;
        INSERT INTO catalog.alternative_titles VALUES (238, 'FR', 'Le Parrain', '');
        INSERT INTO catalog.genres VALUES (18, 'Drama'), (878, 'Science Fiction'), (16, 'Animation'), (80, 'Crime'), (10749, 'Romance');
        INSERT INTO catalog.movie_genres VALUES (10681, 878), (10681, 16), (129, 16), (238, 18), (238, 80), (240, 18), (240, 80),
            (11, 18), (12, 10749), (13, 10749), (13, 18);
        INSERT INTO catalog.people (id, name) VALUES (3084, 'Marlon Brando'), (1776, 'Francis Ford Coppola'), (2405, 'Audrey Tautou'), (21684, 'Bong Joon-ho'),
            (65827, 'Keith David'), (1222, 'Keith Carradine'), (5602, 'David Lynch');
        INSERT INTO catalog.movie_cast (movie_id, billing_order, person_id) VALUES (238, 0, 3084), (194, 0, 2405), (3, 0, 65827), (4, 0, 1222), (4, 1, 5602);
        INSERT INTO catalog.movie_crew VALUES (238, 1776, 'Director', 'Directing'), (240, 1776, 'Director', 'Directing');
        INSERT INTO catalog.keywords VALUES (1, 'mafia');
        INSERT INTO catalog.movie_keywords VALUES (238, 1), (240, 1);
        """;
}
