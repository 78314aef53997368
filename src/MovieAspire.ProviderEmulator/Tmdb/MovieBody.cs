using System.Text.Json.Serialization;

namespace MovieAspire.ProviderEmulator.Tmdb;

/// <summary>/movie/{id}, its fields in TMDB's order; parts are there when appended.</summary>
internal sealed record MovieBody(
    bool Adult, string? BackdropPath, CollectionBody? BelongsToCollection, long Budget, IReadOnlyList<NamedBody> Genres,
    string Homepage, int Id, string? ImdbId, IReadOnlyList<string> OriginCountry, string OriginalLanguage,
    string OriginalTitle, string Overview, double Popularity, string? PosterPath,
    IReadOnlyList<CompanyBody> ProductionCompanies, IReadOnlyList<CountryBody> ProductionCountries, string ReleaseDate,
    long Revenue, int Runtime, bool Softcore, IReadOnlyList<LanguageBody> SpokenLanguages, string Status, string Tagline,
    string Title, bool Video, double VoteAverage, int VoteCount)
{
    [JsonExtensionData]
    public Dictionary<string, object>? Parts { get; set; }
}

internal sealed record NamedBody(int Id, string Name);

internal sealed record CollectionBody(int Id, string Name, string? PosterPath, string? BackdropPath);

internal sealed record CompanyBody(int Id, string? LogoPath, string Name, string OriginCountry);

internal sealed record CountryBody([property: JsonPropertyName("iso_3166_1")] string Code, string Name);

internal sealed record LanguageBody(
    string EnglishName, [property: JsonPropertyName("iso_639_1")] string Code, string Name);

// The parts of a movie. Id is there when a part is asked for alone, and not when it is appended.
internal abstract record PartBody
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), JsonPropertyOrder(-1)]
    public int? Id { get; init; }
}

internal sealed record CreditsBody(IReadOnlyList<CastBody> Cast, IReadOnlyList<CrewBody> Crew) : PartBody;

internal sealed record CastBody(
    bool Adult, int Gender, int Id, string KnownForDepartment, string Name, string OriginalName, double Popularity,
    string? ProfilePath, int CastId, string Character, string CreditId, int Order);

internal sealed record CrewBody(
    bool Adult, int Gender, int Id, string KnownForDepartment, string Name, string OriginalName, double Popularity,
    string? ProfilePath, string CreditId, string Department, string Job);

internal sealed record KeywordsBody(IReadOnlyList<NamedBody> Keywords) : PartBody;

internal sealed record VideosBody(IReadOnlyList<VideoBody> Results) : PartBody;

internal sealed record VideoBody(
    [property: JsonPropertyName("iso_639_1")] string Language, [property: JsonPropertyName("iso_3166_1")] string Country,
    string Name, string Key, string Site, int Size, string Type, bool Official, string PublishedAt, string Id);

internal sealed record ReleaseDatesBody(IReadOnlyList<CountryReleasesBody> Results) : PartBody;

internal sealed record CountryReleasesBody(
    [property: JsonPropertyName("iso_3166_1")] string Country, IReadOnlyList<ReleaseBody> ReleaseDates);

internal sealed record ReleaseBody(
    string Certification, IReadOnlyList<string> Descriptors, [property: JsonPropertyName("iso_639_1")] string Language,
    string Note, string ReleaseDate, int Type);

internal sealed record AlternativeTitlesBody(IReadOnlyList<TitleBody> Titles) : PartBody;

internal sealed record TitleBody([property: JsonPropertyName("iso_3166_1")] string Country, string Title, string Type);

internal sealed record TranslationsBody(IReadOnlyList<TranslationBody> Translations) : PartBody;

internal sealed record TranslationBody(
    [property: JsonPropertyName("iso_3166_1")] string Country, [property: JsonPropertyName("iso_639_1")] string Language,
    string Name, string EnglishName, TranslationData Data);

internal sealed record TranslationData(string Homepage, string Overview, int Runtime, string Tagline, string Title);

internal sealed record ExternalIdsBody(
    string? ImdbId, string? WikidataId, string? FacebookId, string? InstagramId, string? TwitterId) : PartBody;

internal sealed record ImagesBody(
    IReadOnlyList<ImageBody> Backdrops, IReadOnlyList<ImageBody> Logos, IReadOnlyList<ImageBody> Posters) : PartBody;

internal sealed record ImageBody(
    double AspectRatio, int Height, [property: JsonPropertyName("iso_3166_1")] string? Country,
    [property: JsonPropertyName("iso_639_1")] string? Language, string FilePath, double VoteAverage, int VoteCount, int Width);

/// <summary>Nobody's data says where a movie streams: no country has an entry.</summary>
internal sealed record WatchProvidersBody(IReadOnlyDictionary<string, string> Results) : PartBody;
