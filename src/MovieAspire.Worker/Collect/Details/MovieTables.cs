using MovieAspire.Data.Bulk;
using MovieAspire.Data.Catalog;

namespace MovieAspire.Worker.Collect.Details;

/// <summary>The catalog's tables as the collectors write them.</summary>
internal static class MovieTables
{
    private static readonly string[] Id = ["id"];
    private static readonly string[] Stamps = ["last_run_id", "updated_at", "last_tmdb_update"];

    private static readonly string[] ListColumns =
    [
        "id", "title", "original_title", "original_language", "overview", "release_date", "popularity", "vote_average",
        "vote_count", "adult", "video", "poster_path", "backdrop_path", "last_run_id", "updated_at",
    ];

    private static readonly string[] DetailColumns =
    [
        .. ListColumns, "last_tmdb_update", "imdb_id", "tagline", "status", "premiere_year", "runtime", "budget", "revenue",
        "homepage", "trailer_key", "collection_id", "removed_at",
    ];

    /// <summary>Movies by what the lists know.</summary>
    public static readonly TableStatements<MovieRow> Listed = new("catalog.movies", Id, ListColumns, Stamps);

    /// <summary>Movies by what the details know.</summary>
    public static readonly TableStatements<MovieRow> Detailed = new("catalog.movies", Id, DetailColumns, Stamps);

    public static readonly TableStatements<MovieListRow> Lists = new("catalog.movie_lists", ["list", "movie_id"]);
    public static readonly TableStatements<CollectionRow> Collections = new("catalog.collections", Id);
    public static readonly TableStatements<GenreRow> Genres = new("catalog.genres", Id);
    public static readonly TableStatements<PersonRow> People = new("catalog.people", Id);
    public static readonly TableStatements<KeywordRow> Keywords = new("catalog.keywords", Id);
    public static readonly TableStatements<CompanyRow> Companies = new("catalog.companies", Id);
    public static readonly TableStatements<MovieGenreRow> MovieGenres = new("catalog.movie_genres", ["movie_id", "genre_id"]);
    public static readonly TableStatements<MovieKeywordRow> MovieKeywords = new("catalog.movie_keywords", ["movie_id", "keyword_id"]);
    public static readonly TableStatements<MovieCompanyRow> MovieCompanies = new("catalog.movie_companies", ["movie_id", "company_id"]);
    public static readonly TableStatements<CastRow> Cast = new("catalog.movie_cast", ["movie_id", "billing_order", "person_id"]);
    public static readonly TableStatements<CrewRow> Crew = new("catalog.movie_crew", ["movie_id", "person_id", "job"]);
    public static readonly TableStatements<SimilarMovieRow> Similar = new("catalog.similar_movies", ["movie_id", "rank"]);
    public static readonly TableStatements<AlternativeTitleRow> AlternativeTitles =
        new("catalog.alternative_titles", ["movie_id", "country", "title"]);
    public static readonly TableStatements<TmdbMovieRow> Tmdb = new("catalog.tmdb_movies", ["movie_id"]);

    /// <summary>What changes by itself with a check is no change.</summary>
    public static readonly TableStatements<OmdbMovieRow> Omdb =
        new("catalog.omdb_movies", ["movie_id"], stamps: ["unchanged_cycles", "checked_at", "changed_at"]);
}
