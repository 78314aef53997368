using System.Text.Json.Serialization;

namespace MovieAspire.ProviderEmulator.Tmdb;

internal sealed record PersonBody(
    bool Adult, IReadOnlyList<string> AlsoKnownAs, string Biography, string? Birthday, string? Deathday, int Gender,
    string? Homepage, int Id, string? ImdbId, string KnownForDepartment, string Name, string? PlaceOfBirth,
    double Popularity, string? ProfilePath)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MovieCreditsBody? MovieCredits { get; init; }
}

internal sealed record MovieCreditsBody(IReadOnlyList<SummaryBody> Cast, IReadOnlyList<SummaryBody> Crew) : PartBody;

internal sealed record CollectionDetailsBody(
    int Id, string Name, string OriginalLanguage, string OriginalName, string Overview, string? PosterPath,
    string? BackdropPath, IReadOnlyList<SummaryBody> Parts);

internal sealed record FindBody(
    IReadOnlyList<SummaryBody> MovieResults, IReadOnlyList<SummaryBody> PersonResults, IReadOnlyList<SummaryBody> TvResults,
    IReadOnlyList<SummaryBody> TvEpisodeResults, IReadOnlyList<SummaryBody> TvSeasonResults);

internal sealed record ConfigurationBody(IReadOnlyList<string> ChangeKeys, ImageConfigurationBody Images);

internal sealed record ImageConfigurationBody(
    string BaseUrl, string SecureBaseUrl, IReadOnlyList<string> BackdropSizes, IReadOnlyList<string> LogoSizes,
    IReadOnlyList<string> PosterSizes, IReadOnlyList<string> ProfileSizes, IReadOnlyList<string> StillSizes);
