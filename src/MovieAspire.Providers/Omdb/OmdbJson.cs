using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MovieAspire.Providers.Omdb;

[JsonSerializable(typeof(OmdbTitle))]
[JsonSerializable(typeof(OmdbStatus))]
internal sealed partial class OmdbJson : JsonSerializerContext;

/// <summary>Whether a body is an answer or an error; the status is 200 or 401 for either.</summary>
internal sealed record OmdbStatus(string? Response, string? Error)
{
    [JsonIgnore]
    public bool IsError => Response != "True";

    [JsonIgnore]
    public bool IsNotFound => Says("not found") || Says("Incorrect IMDb ID") || Says("Error getting data");

    /// <summary>"Request limit reached!", with status 401 like a bad key.</summary>
    [JsonIgnore]
    public bool IsLimitReached => Says("limit reached");

    private bool Says(string words) => IsError && Error?.Contains(words, StringComparison.OrdinalIgnoreCase) == true;
}

/// <summary>OMDb writes every value as text, and "N/A" for what it does not know. What cannot be read is
/// null: one odd value must not cost the others.</summary>
internal abstract class OmdbTextConverter<T> : JsonConverter<T>
{
    protected abstract T? Parse(string text);

    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString()!.Trim(),
            JsonTokenType.Number => reader.GetDecimal().ToString(CultureInfo.InvariantCulture),
            _ => "",
        };
        reader.Skip();
        return text is "" or "N/A" ? default : Parse(text);
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        throw new NotSupportedException("OMDb bodies are only read.");
}

internal sealed class NotAvailableConverter : OmdbTextConverter<string?>
{
    protected override string? Parse(string text) => text;
}

/// <summary>"8.8".</summary>
internal sealed class OmdbDecimalConverter : OmdbTextConverter<double?>
{
    protected override double? Parse(string text) => OmdbNumber.Parse(text);
}

/// <summary>"1,234,567" and "$28,767,189".</summary>
internal sealed class OmdbCountConverter : OmdbTextConverter<long?>
{
    protected override long? Parse(string text) =>
        OmdbNumber.Parse(text) is >= 0 and < 1e15 and var number ? (long)number : null;
}

/// <summary>"8.8/10", "87%" and "74/100", all as 0 to 100.</summary>
internal sealed class OmdbScoreConverter : OmdbTextConverter<double?>
{
    protected override double? Parse(string text)
    {
        if (text.EndsWith('%'))
            return InScale(OmdbNumber.Parse(text[..^1]));

        var parts = text.Split('/');
        return parts.Length == 2 && OmdbNumber.Parse(parts[1]) is > 0 and var scale
            ? InScale(OmdbNumber.Parse(parts[0]) * 100 / scale)
            : null;
    }

    private static double? InScale(double? value) => value is >= 0 and <= 100 ? Math.Round(value.Value, 1) : null;
}

internal static class OmdbNumber
{
    public static double? Parse(string text) => double.TryParse(
        text.TrimStart('$'), NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
        out var number) ? number : null;
}
