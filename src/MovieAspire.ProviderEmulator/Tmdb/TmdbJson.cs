using System.Text.Json.Serialization;

namespace MovieAspire.ProviderEmulator.Tmdb;

/// <summary>TMDB's errors, with the codes, statuses and words of its documentation.</summary>
internal static class TmdbErrors
{
    public static IResult InvalidKey { get; } = Error(401, 7, "Invalid API key: You must be granted a valid key.");

    public static IResult NotFound { get; } = Error(404, 34, "The resource you requested could not be found.");

    public static IResult InvalidPage { get; } = Error(
        400, 22, "Invalid page: Pages start at 1 and max at 500. They are expected to be an integer.");

    public static IResult InvalidDateRange { get; } = Error(
        422, 20, "Invalid date range: Should be a range no longer than 14 days.");

    public static IResult InvalidParameters { get; } = Error(
        422, 5, "Invalid parameters: Your request parameters are incorrect.");

    public static IResult TooManyParts { get; } = Error(
        400, 27, "Too many append to response objects: The maximum number of remote calls is 20.");

    public static IResult OverLimit(int status, int requests, int limit) => Json(
        status, new(null, 25, $"Your request count ({requests}) is over the allowed limit of {limit}."));

    public static IResult Internal(int status) => Error(status, 11, "Internal error: Something went wrong, contact TMDb.");

    private static IResult Error(int status, int code, string message) => Json(status, new(false, code, message));

    private static IResult Json(int status, StatusBody body) =>
        Results.Json(body, TmdbJson.Default.StatusBody, "application/json;charset=utf-8", status);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(MovieBody))]
[JsonSerializable(typeof(PageBody<SummaryBody>))]
[JsonSerializable(typeof(PageBody<ChangeBody>))]
[JsonSerializable(typeof(CreditsBody))]
[JsonSerializable(typeof(KeywordsBody))]
[JsonSerializable(typeof(VideosBody))]
[JsonSerializable(typeof(ReleaseDatesBody))]
[JsonSerializable(typeof(AlternativeTitlesBody))]
[JsonSerializable(typeof(TranslationsBody))]
[JsonSerializable(typeof(ExternalIdsBody))]
[JsonSerializable(typeof(ImagesBody))]
[JsonSerializable(typeof(WatchProvidersBody))]
[JsonSerializable(typeof(PersonBody))]
[JsonSerializable(typeof(MovieCreditsBody))]
[JsonSerializable(typeof(CollectionDetailsBody))]
[JsonSerializable(typeof(GenresBody))]
[JsonSerializable(typeof(ConfigurationBody))]
[JsonSerializable(typeof(FindBody))]
[JsonSerializable(typeof(StatusBody))]
[JsonSerializable(typeof(ExportLine))]
internal sealed partial class TmdbJson : JsonSerializerContext;

/// <summary>The body of an error.</summary>
internal sealed record StatusBody(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Success, int StatusCode, string StatusMessage);

internal sealed record ChangeBody(int Id, bool? Adult, bool Softcore);

internal sealed record GenresBody(IReadOnlyList<NamedBody> Genres);

internal sealed record ExportLine(bool Adult, int Id, string OriginalTitle, double Popularity, bool Video);
