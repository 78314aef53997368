using System.Text.Json.Serialization;

namespace MovieAspire.Providers.Tmdb;

/// <summary>Everything about a movie: /movie/{id} with credits, keywords, videos, similar movies, release
/// dates, alternative titles and external ids. What TMDB writes as "" or 0 for unknown is null here.</summary>
public sealed record TmdbMovie
{
    /// <summary>TMDB id.</summary>
    public int Id { get; init; }

    /// <summary>For example tt0133093, or null.</summary>
    [JsonConverter(typeof(EmptyIsNullConverter))]
    public string? ImdbId { get; init; }

    /// <summary>English title.</summary>
    public string Title { get; init => field = value ?? ""; } = "";

    /// <summary>Title in the original language.</summary>
    public string OriginalTitle { get; init => field = value ?? ""; } = "";

    /// <summary>ISO 639-1.</summary>
    public string OriginalLanguage { get; init => field = value ?? ""; } = "";

    /// <summary>Synopsis; empty when there is none.</summary>
    public string Overview { get; init => field = value ?? ""; } = "";

    /// <summary>Slogan, or null.</summary>
    [JsonConverter(typeof(EmptyIsNullConverter))]
    public string? Tagline { get; init; }

    /// <summary>Rumored, Planned, In Production, Post Production, Released or Canceled.</summary>
    public string Status { get; init => field = value ?? ""; } = "";

    /// <summary>Primary release; null when unknown; January 1 where only the year is known.</summary>
    [JsonConverter(typeof(TmdbDateConverter))]
    public DateOnly? ReleaseDate { get; init; }

    /// <summary>Minutes, or null.</summary>
    [JsonConverter(typeof(ZeroIsNullInt32Converter))]
    public int? Runtime { get; init; }

    /// <summary>US dollars, or null.</summary>
    [JsonConverter(typeof(ZeroIsNullInt64Converter))]
    public long? Budget { get; init; }

    /// <summary>US dollars, or null.</summary>
    [JsonConverter(typeof(ZeroIsNullInt64Converter))]
    public long? Revenue { get; init; }

    /// <summary>TMDB's popularity score, without unit.</summary>
    public double Popularity { get; init; }

    /// <summary>0 to 10; 0 without votes.</summary>
    public double VoteAverage { get; init; }

    /// <summary>Number of votes.</summary>
    public int VoteCount { get; init; }

    /// <summary>Adult content.</summary>
    public bool Adult { get; init; }

    /// <summary>Not a film but a video.</summary>
    public bool Video { get; init; }

    /// <summary>Path under the image base, or null.</summary>
    public string? PosterPath { get; init; }

    /// <summary>Path under the image base, or null.</summary>
    public string? BackdropPath { get; init; }

    /// <summary>Web site, or null.</summary>
    [JsonConverter(typeof(EmptyIsNullConverter))]
    public string? Homepage { get; init; }

    /// <summary>The collection, or null.</summary>
    public TmdbCollectionRef? BelongsToCollection { get; init; }

    /// <summary>Genres.</summary>
    public IReadOnlyList<TmdbGenre> Genres { get; init => field = value ?? []; } = [];

    /// <summary>Companies.</summary>
    public IReadOnlyList<TmdbCompany> ProductionCompanies { get; init => field = value ?? []; } = [];

    /// <summary>Countries.</summary>
    public IReadOnlyList<TmdbCountry> ProductionCountries { get; init => field = value ?? []; } = [];

    /// <summary>Languages.</summary>
    public IReadOnlyList<TmdbLanguage> SpokenLanguages { get; init => field = value ?? []; } = [];

    /// <summary>Cast and crew.</summary>
    public TmdbCredits Credits { get; init => field = value ?? new(); } = new();

    /// <summary>Keywords.</summary>
    public TmdbKeywords Keywords { get; init => field = value ?? new(); } = new();

    /// <summary>Trailers and other videos.</summary>
    public TmdbVideos Videos { get; init => field = value ?? new(); } = new();

    /// <summary>The first page of similar movies, best first.</summary>
    public TmdbPage<TmdbMovieSummary> Similar { get; init => field = value ?? new(); } = new();

    /// <summary>Releases by country.</summary>
    public TmdbReleaseDates ReleaseDates { get; init => field = value ?? new(); } = new();

    /// <summary>Other titles.</summary>
    public TmdbAlternativeTitles AlternativeTitles { get; init => field = value ?? new(); } = new();

    /// <summary>Ids elsewhere.</summary>
    public TmdbExternalIds ExternalIds { get; init => field = value ?? new(); } = new();

    /// <summary>Year of the earliest known showing, festivals included; often one before the release year.</summary>
    [JsonIgnore]
    public int? PremiereYear => ReleaseDates.Results
        .SelectMany(country => country.ReleaseDates)
        .Select(release => release.ReleaseDate?.Year)
        .Append(ReleaseDate?.Year)
        .Min();

    /// <summary>US certification such as PG-13, from the theatrical release first; null when unknown.</summary>
    [JsonIgnore]
    public string? UsCertification => ReleaseDates.Results
        .Where(country => country.Country == "US")
        .SelectMany(country => country.ReleaseDates)
        .Where(release => release.Certification.Length > 0)
        .OrderByDescending(release => release.Type == TmdbReleaseType.Theatrical)
        .Select(release => release.Certification)
        .FirstOrDefault();

    /// <summary>YouTube key of the best trailer: official before not, trailer before teaser, then the newest.</summary>
    [JsonIgnore]
    public string? TrailerKey => Videos.Results
        .Where(video => video.Site == "YouTube" && video.Key.Length > 0 && video.Type is "Trailer" or "Teaser")
        .OrderByDescending(video => video.Type == "Trailer")
        .ThenByDescending(video => video.Official)
        .ThenByDescending(video => video.PublishedAt)
        .Select(video => video.Key)
        .FirstOrDefault();
}
