using System.Text.Json;
using System.Text.Json.Serialization;

namespace MovieAspire.Providers.Tmdb;

/// <summary>Everything about a movie: /movie/{id} with credits, keywords, videos, similar movies, release
/// dates, alternative titles and external ids. What TMDB writes as "" or 0 for unknown is null here.</summary>
public sealed record TmdbMovieDetails
{
    /// <summary>An answer that was kept.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static TmdbMovieDetails? Parse(ReadOnlySpan<byte> body) =>
        JsonSerializer.Deserialize(body, TmdbJson.Default.TmdbMovieDetails);

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

    public int VoteCount { get; init; }

    public bool Adult { get; init; }

    /// <summary>Not a film but a video.</summary>
    public bool Video { get; init; }

    /// <summary>Path under the image base, or null.</summary>
    public string? PosterPath { get; init; }

    /// <summary>Path under the image base, or null.</summary>
    public string? BackdropPath { get; init; }

    [JsonConverter(typeof(EmptyIsNullConverter))]
    public string? Homepage { get; init; }

    public TmdbCollectionRef? BelongsToCollection { get; init; }

    public IReadOnlyList<TmdbGenre> Genres { get; init => field = value ?? []; } = [];

    public IReadOnlyList<TmdbCompany> ProductionCompanies { get; init => field = value ?? []; } = [];

    public IReadOnlyList<TmdbCountry> ProductionCountries { get; init => field = value ?? []; } = [];

    public IReadOnlyList<TmdbLanguage> SpokenLanguages { get; init => field = value ?? []; } = [];

    public TmdbCredits Credits { get; init => field = value ?? new(); } = new();

    public TmdbKeywords Keywords { get; init => field = value ?? new(); } = new();

    public TmdbVideos Videos { get; init => field = value ?? new(); } = new();

    /// <summary>The first page of similar movies, best first.</summary>
    public TmdbPage<TmdbMovieSummary> Similar { get; init => field = value ?? new(); } = new();

    public TmdbReleaseDates ReleaseDates { get; init => field = value ?? new(); } = new();

    public TmdbAlternativeTitles AlternativeTitles { get; init => field = value ?? new(); } = new();

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

public sealed record TmdbCollectionRef(int Id, string Name, string? PosterPath, string? BackdropPath);

/// <param name="LogoPath">Path under the image base, or null.</param>
/// <param name="OriginCountry">ISO 3166-1, "" or null.</param>
public sealed record TmdbCompany(int Id, string Name, string? LogoPath, string? OriginCountry);

/// <param name="Code">ISO 3166-1.</param>
public sealed record TmdbCountry([property: JsonPropertyName("iso_3166_1")] string Code, string Name);

/// <param name="Code">ISO 639-1.</param>
/// <param name="EnglishName">English name; absent in old bodies.</param>
public sealed record TmdbLanguage(
    [property: JsonPropertyName("iso_639_1")] string Code, string? EnglishName, string Name);

public sealed record TmdbKeyword(int Id, string Name);

public sealed record TmdbKeywords
{
    public IReadOnlyList<TmdbKeyword> Keywords { get; init => field = value ?? []; } = [];
}

public sealed record TmdbVideos
{
    public IReadOnlyList<TmdbVideo> Results { get; init => field = value ?? []; } = [];
}

public sealed record TmdbVideo
{
    public string Key { get; init => field = value ?? ""; } = "";

    /// <summary>"YouTube", "Vimeo".</summary>
    public string Site { get; init => field = value ?? ""; } = "";

    /// <summary>"Trailer", "Teaser", "Clip", "Featurette" and others.</summary>
    public string Type { get; init => field = value ?? ""; } = "";

    /// <summary>Published by the makers of the movie.</summary>
    public bool Official { get; init; }

    /// <summary>When it was published, or null.</summary>
    public DateTimeOffset? PublishedAt { get; init; }
}

public sealed record TmdbAlternativeTitles
{
    public IReadOnlyList<TmdbAlternativeTitle> Titles { get; init => field = value ?? []; } = [];
}

/// <param name="Country">ISO 3166-1.</param>
/// <param name="Type">Free text, for example "working title"; often empty.</param>
public sealed record TmdbAlternativeTitle(
    [property: JsonPropertyName("iso_3166_1")] string? Country, string Title, string? Type);

/// <summary>Ids elsewhere; null when unknown.</summary>
public sealed record TmdbExternalIds
{
    /// <summary>For example tt0133093.</summary>
    [JsonConverter(typeof(EmptyIsNullConverter))]
    public string? ImdbId { get; init; }
}
