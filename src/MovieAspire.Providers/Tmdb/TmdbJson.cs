using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MovieAspire.Providers.Tmdb;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(TmdbMovieDetails))]
[JsonSerializable(typeof(TmdbPage<TmdbMovieSummary>))]
[JsonSerializable(typeof(TmdbPage<TmdbSeriesSummary>))]
[JsonSerializable(typeof(TmdbPage<TmdbChange>))]
[JsonSerializable(typeof(TmdbGenreList))]
[JsonSerializable(typeof(TmdbExportMovie))]
[JsonSerializable(typeof(TmdbStatus))]
internal sealed partial class TmdbJson : JsonSerializerContext;

/// <summary>The body of an error; also of some answers with status 200.</summary>
internal sealed record TmdbStatus(int? StatusCode, string? StatusMessage);

/// <summary>"" and null are null; "1999" is January 1; a time behind the day is dropped.</summary>
internal sealed class TmdbDateConverter : JsonConverter<DateOnly?>
{
    public override DateOnly? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return null;
        }

        var text = reader.GetString()!.Trim();
        return text.Length switch
        {
            0 => null,
            4 when int.TryParse(text, CultureInfo.InvariantCulture, out var year) && year > 0 => new DateOnly(year, 1, 1),
            >= 10 when DateOnly.TryParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", out var date) => date,
            _ => null,
        };
    }

    public override void Write(Utf8JsonWriter writer, DateOnly? value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
}

internal sealed class EmptyIsNullConverter : JsonConverter<string?>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);
}

/// <summary>TMDB's 0 means unknown; so does what is below it or too large.</summary>
internal sealed class ZeroIsNullInt64Converter : JsonConverter<long?>
{
    public override bool HandleNull => true;

    public override long? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        PositiveNumber.Read(ref reader) is { } value and <= long.MaxValue ? (long)value : null;

    public override void Write(Utf8JsonWriter writer, long? value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value ?? 0);
}

/// <inheritdoc cref="ZeroIsNullInt64Converter"/>
internal sealed class ZeroIsNullInt32Converter : JsonConverter<int?>
{
    public override bool HandleNull => true;

    public override int? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        PositiveNumber.Read(ref reader) is { } value and <= int.MaxValue ? (int)value : null;

    public override void Write(Utf8JsonWriter writer, int? value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value ?? 0);
}

internal static class PositiveNumber
{
    public static decimal? Read(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number when reader.TryGetDecimal(out var number) && number > 0:
                return number;
            case JsonTokenType.String when decimal.TryParse(
                reader.GetString(), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) && number > 0:
                return number;
            default:
                reader.Skip();
                return null;
        }
    }
}
