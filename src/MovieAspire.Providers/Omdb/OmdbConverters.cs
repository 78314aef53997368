using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MovieAspire.Providers.Omdb;

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

/// <summary>"142 min" and "1 h 30 min".</summary>
internal sealed class OmdbMinutesConverter : OmdbTextConverter<int?>
{
    protected override int? Parse(string text)
    {
        var minutes = 0;
        var number = 0;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (OmdbNumber.Parse(word) is >= 0 and < 10_000 and var value)
                number = (int)value;
            else
                minutes += word.StartsWith('h') ? 60 * number : word.StartsWith("min", StringComparison.Ordinal) ? number : 0;
        }

        return minutes > 0 ? minutes : null;
    }
}

/// <summary>"16 Jul 2010".</summary>
internal sealed class OmdbDateConverter : OmdbTextConverter<DateOnly?>
{
    protected override DateOnly? Parse(string text) =>
        DateOnly.TryParseExact(text, "d MMM yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}

/// <summary>"2010", "2010–2015" with an en dash, "2010–".</summary>
internal sealed class OmdbYearsConverter : OmdbTextConverter<OmdbYears?>
{
    protected override OmdbYears? Parse(string text)
    {
        var parts = text.Split('–', '-');
        return Year(parts[0]) is { } first ? new OmdbYears(first, parts.Length > 1 ? Year(parts[1]) : null) : null;
    }

    private static int? Year(string text) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is > 1800 and < 3000
            ? year : null;
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
