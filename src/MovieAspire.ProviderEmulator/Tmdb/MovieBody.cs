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
