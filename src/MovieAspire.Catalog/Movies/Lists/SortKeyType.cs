using System.Globalization;
using Npgsql;

namespace MovieAspire.Catalog.Movies.Lists;

/// <summary>How a sort key is written into a cursor and read back out of one that nobody vouches for.</summary>
/// <param name="Write">The key in a column of a row, as text.</param>
/// <param name="Parse">The key as a parameter of a query; null when the text is no such key.</param>
internal sealed record SortKeyType(Func<NpgsqlDataReader, int, string> Write, Func<string, object?> Parse)
{
    private const int MaxTextLength = 2_000;

    public static SortKeyType Number { get; } = new(
        (row, column) => row.GetDouble(column).ToString("R", CultureInfo.InvariantCulture),
        text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null);

    public static SortKeyType Integer { get; } = new(
        (row, column) => row.GetInt64(column).ToString(CultureInfo.InvariantCulture),
        text => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null);

    public static SortKeyType Date { get; } = new(
        (row, column) => row.GetFieldValue<DateOnly>(column).ToString("O", CultureInfo.InvariantCulture),
        text => DateOnly.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null);

    /// <summary>Postgres has no NUL in texts.</summary>
    public static SortKeyType Text { get; } = new(
        (row, column) => row.GetString(column),
        text => text.Length <= MaxTextLength && !text.Contains('\0', StringComparison.Ordinal) ? text : null);
}
