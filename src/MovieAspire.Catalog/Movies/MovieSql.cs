namespace MovieAspire.Catalog.Movies;

/// <summary>
/// One statement per part of a movie, for any number of movies: $1 is the array of ids, and the first
/// column the movie's id.
/// </summary>
internal static class MovieSql
{
    public const string Movies = $"""
        SELECT {MovieSummaryRow.Columns},
               m.removed_at IS NOT NULL, m.backdrop_path, m.runtime, m.budget, m.revenue, m.tagline, m.status,
               m.imdb_id, m.original_title, m.original_language, m.trailer_key, m.last_tmdb_update,
               m.last_omdb_update, m.data_frozen, m.updated_at, m.premiere_year, c.id, c.name,
               o.movie_id IS NOT NULL, o.imdb_rating, o.imdb_votes, o.rotten_tomatoes, o.metacritic, o.awards,
               o.box_office, o.rated, o.director, o.actors,
               (SELECT r.weighted_rating FROM analytics.movie_ratings r WHERE r.movie_id = m.id)
        FROM catalog.movies m
        LEFT JOIN catalog.collections c ON c.id = m.collection_id
        LEFT JOIN catalog.omdb_movies o ON o.movie_id = m.id
        WHERE m.id = ANY($1)
        """;

    public const string Genres = """
        SELECT mg.movie_id, g.id, g.name
        FROM catalog.movie_genres mg JOIN catalog.genres g ON g.id = mg.genre_id
        WHERE mg.movie_id = ANY($1)
        ORDER BY mg.movie_id, g.name
        """;

    /// <summary>$2 is the number of cast members for each movie, NULL for all.</summary>
    public const string Cast = """
        SELECT wanted.movie_id, p.id, p.name, c.character, c.billing_order, p.profile_path
        FROM unnest($1) AS wanted (movie_id)
        CROSS JOIN LATERAL (
            SELECT person_id, character, billing_order
            FROM catalog.movie_cast
            WHERE movie_id = wanted.movie_id
            ORDER BY billing_order, person_id
            LIMIT $2
        ) c
        JOIN catalog.people p ON p.id = c.person_id
        ORDER BY wanted.movie_id, c.billing_order, c.person_id
        """;

    /// <summary>Directors first.</summary>
    public const string Crew = """
        SELECT c.movie_id, p.id, p.name, c.job, c.department
        FROM catalog.movie_crew c JOIN catalog.people p ON p.id = c.person_id
        WHERE c.movie_id = ANY($1)
        ORDER BY c.movie_id, c.job <> 'Director', c.department, c.job, p.id
        """;

    public const string Keywords = """
        SELECT mk.movie_id, k.id, k.name
        FROM catalog.movie_keywords mk JOIN catalog.keywords k ON k.id = mk.keyword_id
        WHERE mk.movie_id = ANY($1)
        ORDER BY mk.movie_id, k.name, k.id
        """;

    public const string Companies = """
        SELECT mc.movie_id, c.id, c.name
        FROM catalog.movie_companies mc JOIN catalog.companies c ON c.id = mc.company_id
        WHERE mc.movie_id = ANY($1)
        ORDER BY mc.movie_id, c.name, c.id
        """;

    public const string Similar = """
        SELECT movie_id, similar_movie_id FROM catalog.similar_movies WHERE movie_id = ANY($1) ORDER BY movie_id, rank
        """;

    public const string AlternativeTitles = """
        SELECT DISTINCT movie_id, title FROM catalog.alternative_titles WHERE movie_id = ANY($1) ORDER BY movie_id, title
        """;
}
