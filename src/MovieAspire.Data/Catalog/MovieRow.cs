namespace MovieAspire.Data.Catalog;

/// <summary>A movie. Null means that the providers do not know.</summary>
public sealed class MovieRow
{
    /// <summary>TMDB's id.</summary>
    public int Id { get; set; }

    /// <summary>IMDb's id, for example <c>tt0111161</c>.</summary>
    public string? ImdbId { get; set; }

    /// <summary>English title.</summary>
    public required string Title { get; set; }

    /// <summary>Title in the original language.</summary>
    public required string OriginalTitle { get; set; }

    /// <summary>ISO 639-1 code.</summary>
    public string OriginalLanguage { get; set; } = "";

    /// <summary>Synopsis.</summary>
    public string Overview { get; set; } = "";

    /// <summary>Tagline.</summary>
    public string? Tagline { get; set; }

    /// <summary>TMDB's production status, for example <c>Released</c>.</summary>
    public string Status { get; set; } = "";

    /// <summary>TMDB's primary release date; year-only dates are January 1.</summary>
    public DateOnly? ReleaseDate { get; set; }

    /// <summary>Year of the earliest known showing, festivals included.</summary>
    public int? PremiereYear { get; set; }

    /// <summary>Minutes.</summary>
    public int? Runtime { get; set; }

    /// <summary>US dollars.</summary>
    public long? Budget { get; set; }

    /// <summary>US dollars.</summary>
    public long? Revenue { get; set; }

    /// <summary>TMDB's popularity, 0 and up, new every day.</summary>
    public double Popularity { get; set; }

    /// <summary>TMDB's mean vote, 0 to 10; 0 without votes.</summary>
    public double VoteAverage { get; set; }

    /// <summary>Votes behind <see cref="VoteAverage"/>.</summary>
    public int VoteCount { get; set; }

    /// <summary>Pornographic.</summary>
    public bool Adult { get; set; }

    /// <summary>TMDB's mark of a title that is no film, such as a compilation.</summary>
    public bool Video { get; set; }

    /// <summary>Path below TMDB's image base.</summary>
    public string? PosterPath { get; set; }

    /// <summary>Path below TMDB's image base.</summary>
    public string? BackdropPath { get; set; }

    /// <summary>URL.</summary>
    public string? Homepage { get; set; }

    /// <summary>YouTube's key of the trailer.</summary>
    public string? TrailerKey { get; set; }

    /// <summary>The film series that the movie belongs to.</summary>
    public int? CollectionId { get; set; }

    /// <summary>Not refreshed any more until it thaws.</summary>
    public bool DataFrozen { get; set; }

    /// <summary>Since when TMDB answers 404 for this id.</summary>
    public DateTimeOffset? RemovedAt { get; set; }

    /// <summary>When the details were fetched last.</summary>
    public DateTimeOffset? LastTmdbUpdate { get; set; }

    /// <summary>When OMDb answered last.</summary>
    public DateTimeOffset? LastOmdbUpdate { get; set; }

    /// <summary>When both providers were refreshed together last.</summary>
    public DateTimeOffset? LastFullRefresh { get; set; }

    /// <summary>The run that last wrote this row.</summary>
    public Guid? LastRunId { get; set; }

    /// <summary>When the movie came into the catalog.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When the row changed last.</summary>
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>The film series.</summary>
    public CollectionRow? Collection { get; set; }

    /// <summary>Genres.</summary>
    public List<GenreRow> Genres { get; } = [];

    /// <summary>Keywords.</summary>
    public List<KeywordRow> Keywords { get; } = [];

    /// <summary>Production companies.</summary>
    public List<CompanyRow> Companies { get; } = [];

    /// <summary>All cast credits.</summary>
    public List<CastRow> Cast { get; } = [];

    /// <summary>All crew credits.</summary>
    public List<CrewRow> Crew { get; } = [];

    /// <summary>Similar movies as TMDB ranks them.</summary>
    public List<SimilarMovieRow> Similar { get; } = [];

    /// <summary>Titles elsewhere.</summary>
    public List<AlternativeTitleRow> AlternativeTitles { get; } = [];

    /// <summary>What only TMDB has.</summary>
    public TmdbMovieRow? Tmdb { get; set; }

    /// <summary>What OMDb has.</summary>
    public OmdbMovieRow? Omdb { get; set; }
}
