using System.Text.Json.Serialization;

namespace MovieAspire.ProviderEmulator.Tmdb;

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
