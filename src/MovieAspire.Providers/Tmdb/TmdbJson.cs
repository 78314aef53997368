using System.Text.Json.Serialization;

namespace MovieAspire.Providers.Tmdb;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(TmdbMovie))]
[JsonSerializable(typeof(TmdbPage<TmdbMovieSummary>))]
[JsonSerializable(typeof(TmdbPage<TmdbChange>))]
[JsonSerializable(typeof(TmdbGenreList))]
[JsonSerializable(typeof(TmdbCollection))]
[JsonSerializable(typeof(TmdbPerson))]
[JsonSerializable(typeof(TmdbExportMovie))]
[JsonSerializable(typeof(TmdbStatus))]
internal sealed partial class TmdbJson : JsonSerializerContext;

/// <summary>The body of an error; also of some answers with status 200.</summary>
internal sealed record TmdbStatus(int? StatusCode, string? StatusMessage);
