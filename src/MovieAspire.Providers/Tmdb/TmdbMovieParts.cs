using System.Text.Json.Serialization;

namespace MovieAspire.Providers.Tmdb;

/// <summary>The collection of a movie.</summary>
public sealed record TmdbCollectionRef(int Id, string Name, string? PosterPath, string? BackdropPath);

/// <summary>A production company.</summary>
/// <param name="Id">TMDB id.</param>
/// <param name="Name">Name.</param>
/// <param name="LogoPath">Path under the image base, or null.</param>
/// <param name="OriginCountry">ISO 3166-1, "" or null.</param>
public sealed record TmdbCompany(int Id, string Name, string? LogoPath, string? OriginCountry);

/// <summary>A country.</summary>
/// <param name="Code">ISO 3166-1.</param>
/// <param name="Name">English name.</param>
public sealed record TmdbCountry([property: JsonPropertyName("iso_3166_1")] string Code, string Name);

/// <summary>A language.</summary>
/// <param name="Code">ISO 639-1.</param>
/// <param name="EnglishName">English name; absent in old bodies.</param>
/// <param name="Name">Its name in itself.</param>
public sealed record TmdbLanguage(
    [property: JsonPropertyName("iso_639_1")] string Code, string? EnglishName, string Name);

/// <summary>A keyword.</summary>
public sealed record TmdbKeyword(int Id, string Name);

/// <summary>Keywords of a movie.</summary>
public sealed record TmdbKeywords
{
    /// <summary>The keywords.</summary>
    public IReadOnlyList<TmdbKeyword> Keywords { get; init => field = value ?? []; } = [];
}

/// <summary>Videos of a movie.</summary>
public sealed record TmdbVideos
{
    /// <summary>The videos.</summary>
    public IReadOnlyList<TmdbVideo> Results { get; init => field = value ?? []; } = [];
}

/// <summary>A video.</summary>
public sealed record TmdbVideo
{
    /// <summary>Key at the site.</summary>
    public string Key { get; init => field = value ?? ""; } = "";

    /// <summary>"YouTube", "Vimeo".</summary>
    public string Site { get; init => field = value ?? ""; } = "";

    /// <summary>"Trailer", "Teaser", "Clip", "Featurette" and others.</summary>
    public string Type { get; init => field = value ?? ""; } = "";

    /// <summary>Title.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>Published by the makers of the movie.</summary>
    public bool Official { get; init; }

    /// <summary>When it was published, or null.</summary>
    public DateTimeOffset? PublishedAt { get; init; }
}

/// <summary>Other titles of a movie.</summary>
public sealed record TmdbAlternativeTitles
{
    /// <summary>The titles.</summary>
    public IReadOnlyList<TmdbAlternativeTitle> Titles { get; init => field = value ?? []; } = [];
}

/// <summary>A title.</summary>
/// <param name="Country">ISO 3166-1.</param>
/// <param name="Title">The title.</param>
/// <param name="Type">Free text, for example "working title"; often empty.</param>
public sealed record TmdbAlternativeTitle(
    [property: JsonPropertyName("iso_3166_1")] string? Country, string Title, string? Type);

/// <summary>Ids elsewhere; null when unknown.</summary>
public sealed record TmdbExternalIds
{
    /// <summary>For example tt0133093.</summary>
    [JsonConverter(typeof(EmptyIsNullConverter))]
    public string? ImdbId { get; init; }

    /// <summary>For example Q83495.</summary>
    [JsonConverter(typeof(EmptyIsNullConverter))]
    public string? WikidataId { get; init; }
}
