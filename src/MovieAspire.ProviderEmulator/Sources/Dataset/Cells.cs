using System.Globalization;

namespace MovieAspire.ProviderEmulator.Sources.Dataset;

/// <summary>Reads single values as data sets write them; null for what is empty or cannot be read.</summary>
internal static class Cells
{
    public static string? Text(string? cell) => string.IsNullOrWhiteSpace(cell) || Mojibake.IsBroken(cell) ? null : cell.Trim();

    /// <summary>"862" and "862.0".</summary>
    public static int? Int(string? cell) => Long(cell) is >= int.MinValue and <= int.MaxValue and var number ? (int)number : null;

    /// <summary>"30000000" and "30000000.0".</summary>
    public static long? Long(string? cell) =>
        decimal.TryParse(cell, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
        && number == Math.Truncate(number) && number is >= long.MinValue and <= long.MaxValue
            ? (long)number
            : null;

    public static double? Double(string? cell) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : null;

    public static bool Bool(string? cell) => string.Equals(cell, "true", StringComparison.OrdinalIgnoreCase);

    public static string? ImdbId(string? cell) => Text(cell) is { Length: > 2 } id && id.StartsWith("tt", StringComparison.Ordinal) ? id : null;

    /// <summary>The path behind the size, also out of a whole URL.</summary>
    public static string? ImagePath(string? cell) =>
        Text(cell) is { } path && path.LastIndexOf('/') is >= 0 and var slash && path.Length > slash + 1 ? path[slash..] : null;

    /// <summary>2009-12-10, or M/D/YY whose century the year column tells; without that column, no year is
    /// after 2031.</summary>
    public static DateOnly? Date(string? cell, int? year)
    {
        if (DateOnly.TryParseExact(cell, "yyyy-MM-dd", out var date))
            return date;
        if (cell?.Split('/') is not [var month, var day, var shortYear] || Int(month) is not { } m || Int(day) is not { } d || Int(shortYear) is not { } y)
            return null;

        var full = y >= 100 ? y
            : year is { } known && known % 100 == y ? known
            : y <= 31 ? 2000 + y : 1900 + y;
        return full is >= 1 and <= 9999 && m is >= 1 and <= 12 && d >= 1 && d <= DateTime.DaysInMonth(full, m) ? new(full, m, d) : null;
    }
}
