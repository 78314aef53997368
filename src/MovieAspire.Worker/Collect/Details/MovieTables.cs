using Microsoft.EntityFrameworkCore.Metadata;
using MovieAspire.Data;

namespace MovieAspire.Worker.Collect.Details;

/// <summary>The bulk writers of the catalog's tables.</summary>
internal sealed class MovieTables(IModel model)
{
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
    public BulkTable<Movie> Listed { get; } = new(model, ListColumns, Stamps);

    /// <summary>Movies by what the details know.</summary>
    public BulkTable<Movie> Detailed { get; } = new(model, DetailColumns, Stamps);

    public BulkTable<MovieListEntry> Lists { get; } = new(model);
    public BulkTable<MovieCollection> Collections { get; } = new(model);
    public BulkTable<Genre> Genres { get; } = new(model);
    public BulkTable<Keyword> Keywords { get; } = new(model);
    public BulkTable<Company> Companies { get; } = new(model);
    public BulkTable<Person> People { get; } = new(model);
    public BulkTable<MovieGenre> MovieGenres { get; } = new(model);
    public BulkTable<MovieKeyword> MovieKeywords { get; } = new(model);
    public BulkTable<MovieCompany> MovieCompanies { get; } = new(model);
    public BulkTable<CastCredit> Cast { get; } = new(model);
    public BulkTable<CrewCredit> Crew { get; } = new(model);
    public BulkTable<SimilarMovie> Similar { get; } = new(model);
    public BulkTable<AlternativeTitle> AlternativeTitles { get; } = new(model);
    public BulkTable<TmdbMovie> Tmdb { get; } = new(model);

    /// <summary>What changes by itself with a check is no change.</summary>
    public BulkTable<OmdbMovie> Omdb { get; } = new(model, stamps: ["unchanged_cycles", "checked_at", "changed_at"]);

    public static MovieTables From(IServiceProvider services)
    {
        using var scope = services.CreateScope();
        return new(scope.ServiceProvider.GetRequiredService<MovieDbContext>().Model);
    }
}
