using System.Globalization;

namespace MovieAspire.Libraries.Exports;

/// <summary>Makes an entry of a row, or says what is wrong with it.</summary>
internal sealed class ExportRowParser(string path, EntryKind fileKind, ExportColumns columns, string? list)
{
    private const int MaxNameLength = 500;

    // Letterboxd's have some 20 letters, a row of an index in Postgres holds some 2,700 bytes.
    private const int MaxUriLength = 500;
    private const int MaxReviewLength = 100_000;
    private const int FirstYear = 1870;
    private const int LastYear = 2100;

    // Letterboxd writes the first; spreadsheets save the others.
    private static readonly string[] DateFormats = ["yyyy-MM-dd", "yyyy/MM/dd", "M/d/yyyy", "M/d/yy", "dd.MM.yyyy"];

    public ExportRow Parse(IReadOnlyList<string> row, long line)
    {
        var name = Cell(row, ExportColumn.Name);
        if (name.Length is 0 or > MaxNameLength)
            return Refuse(ExportColumn.Name, name.Length == 0 ? "The film has no name." : "The name is too long.");
        if (name.Contains('\ufffd', StringComparison.Ordinal))
            return Refuse(ExportColumn.Name, "The name holds bytes of another encoding.");
        if (!TryYear(Cell(row, ExportColumn.Year), out var year))
            return Refuse(ExportColumn.Year, $"The year must be between {FirstYear} and {LastYear}, or empty.");
        if (!TryRating(Cell(row, ExportColumn.Rating), out var rating))
            return Refuse(ExportColumn.Rating, "A rating must be 0.5 to 5 in steps of 0.5, or empty.");
        if (!TryDate(Cell(row, ExportColumn.LoggedOn), out var logged))
            return Refuse(ExportColumn.LoggedOn, "The date must look like 2024-12-31, or be empty.");
        if (!TryDate(Cell(row, ExportColumn.WatchedOn), out var watched))
            return Refuse(ExportColumn.WatchedOn, "The date must look like 2024-12-31, or be empty.");
        if (Cell(row, ExportColumn.Uri).Length > MaxUriLength)
            return Refuse(ExportColumn.Uri, "The address is too long.");
        if (!TryUri(Cell(row, ExportColumn.Uri), out var uri))
            return Refuse(ExportColumn.Uri, "The address must be one of Letterboxd.");
        var review = Cell(row, ExportColumn.Review);
        if (review.Length > MaxReviewLength)
            return Refuse(ExportColumn.Review, $"A review has at most {MaxReviewLength} letters.");
        // What Letterboxd imports, and we write, is one file for all: its addresses name films, also those of viewings.
        var isForImport = fileKind is EntryKind.Diary or EntryKind.Review && columns.Has(ExportColumn.FilmId);
        var kind = !isForImport || watched is not null || review.Length > 0 ? fileKind : rating is null ? EntryKind.Watched : EntryKind.Rating;
        if (kind is EntryKind.Diary && logged is null && watched is null)
            return Refuse(ExportColumn.WatchedOn, "A viewing needs a date.");
        if (isForImport && kind == fileKind)
            uri = null;

        return new(
            new(kind, name, year, uri, logged)
            {
                Rating = rating, WatchedOn = WatchedOn(),
                IsRewatch = IsYes(Cell(row, ExportColumn.Rewatch)),
                Tags = [.. Cell(row, ExportColumn.Tags).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    .Distinct(StringComparer.OrdinalIgnoreCase)],
                Review = ReviewText.Of(review), HasSpoilers = IsYes(Cell(row, ExportColumn.Spoilers)), List = list,
                Position = int.TryParse(Cell(row, ExportColumn.Position), CultureInfo.InvariantCulture, out var place) ? place : null,
            },
            null);

        // A review that the diary does not have is of no day: when it was written is not when the film was seen.
        DateOnly? WatchedOn() => kind switch
        {
            EntryKind.Diary => watched ?? logged,
            EntryKind.Review => columns.Has(ExportColumn.WatchedOn) ? watched : logged,
            _ => null,
        };

        ExportRow Refuse(ExportColumn column, string message) => new(null, new(path, line, columns.NameOf(column), message));
    }

    private string Cell(IReadOnlyList<string> row, ExportColumn column) => columns.Cell(row, column);

    private static bool IsYes(string cell) => cell.ToUpperInvariant() is "YES" or "TRUE" or "1" or "Y";

    private static bool TryYear(string cell, out int? year)
    {
        year = int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        return cell.Length == 0 || year is >= FirstYear and <= LastYear;
    }

    // A spreadsheet of another country writes 3,5.
    private static bool TryRating(string cell, out decimal? rating)
    {
        rating = decimal.TryParse(
            cell.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
        return cell.Length == 0 || (rating is >= 0.5m and <= 5m && rating * 2 % 1 == 0);
    }

    private static bool TryDate(string cell, out DateOnly? date)
    {
        date = DateOnly.TryParseExact(cell, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        return cell.Length == 0 || date is not null;
    }

    private static bool TryUri(string cell, out string? uri)
    {
        uri = null;
        if (cell.Length == 0)
            return true;
        if (!Uri.TryCreate(cell, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
            return false;
        if (address.Host is not ("boxd.it" or "letterboxd.com" or "www.letterboxd.com"))
            return false;
        uri = cell;
        return true;
    }
}
