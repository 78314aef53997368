using System.Globalization;
using System.Text.Json.Serialization;
using MovieAspire.ProviderEmulator.Movies;

namespace MovieAspire.ProviderEmulator.Tmdb;

/// <summary>A movie in a list, its fields in TMDB's order. media_type is there only in some lists.</summary>
internal sealed record SummaryBody(
    bool Adult, string? BackdropPath, IReadOnlyList<int> GenreIds, int Id, string Title, string OriginalLanguage,
    string OriginalTitle, string Overview, double Popularity, string? PosterPath, string ReleaseDate, bool Softcore,
    bool Video, double VoteAverage, int VoteCount)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? MediaType { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Character { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CreditId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Order { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Department { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Job { get; init; }

    public static SummaryBody Of(Movie movie, string? mediaType = null) => new(
        movie.Adult, movie.BackdropPath, [.. movie.Genres.Select(genre => genre.Id)], movie.Id, movie.Title,
        movie.OriginalLanguage, movie.OriginalTitle, movie.Overview, movie.Popularity, movie.PosterPath,
        TmdbText.Date(movie.ReleaseDate), Softcore: false, movie.Video, movie.VoteAverage, movie.VoteCount)
    {
        MediaType = mediaType,
    };
}

internal sealed record PageBody<T>(int Page, IReadOnlyList<T> Results, int TotalPages, int TotalResults)
{
    /// <summary>Of now_playing and upcoming.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), JsonPropertyOrder(-1)]
    public DatesBody? Dates { get; init; }
}

internal sealed record DatesBody(string Maximum, string Minimum);

internal static class TmdbText
{
    /// <summary>"" when unknown.</summary>
    public static string Date(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    public static string Timestamp(DateOnly date) => Date(date) + "T00:00:00.000Z";

    /// <summary>24 hexadecimal digits as MongoDB makes them: of credits and videos.</summary>
    public static string ObjectId(string of) =>
        StableHash.Of(of).ToString("x16", CultureInfo.InvariantCulture) + StableHash.Of(of + "#").ToString("x16", CultureInfo.InvariantCulture)[..8];
}

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
