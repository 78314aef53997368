namespace MovieAspire.Libraries.Exports;

/// <summary>What a column holds, whatever a spreadsheet made of its name and place.</summary>
internal enum ExportColumn
{
    LoggedOn, Name, Year, Uri, Rating, Rewatch, Tags, WatchedOn, Review, Spoilers, Position, FilmId,
}

/// <summary>Where the columns of a file stand, by its header.</summary>
internal sealed class ExportColumns
{
    private static readonly Dictionary<string, ExportColumn> ByName = new()
    {
        ["date"] = ExportColumn.LoggedOn, ["logged"] = ExportColumn.LoggedOn, ["loggeddate"] = ExportColumn.LoggedOn,
        ["datelogged"] = ExportColumn.LoggedOn, ["dateadded"] = ExportColumn.LoggedOn, ["added"] = ExportColumn.LoggedOn,
        ["name"] = ExportColumn.Name, ["title"] = ExportColumn.Name, ["film"] = ExportColumn.Name,
        ["movie"] = ExportColumn.Name, ["filmname"] = ExportColumn.Name, ["filmtitle"] = ExportColumn.Name,
        ["movietitle"] = ExportColumn.Name, ["moviename"] = ExportColumn.Name,
        ["year"] = ExportColumn.Year, ["releaseyear"] = ExportColumn.Year, ["filmyear"] = ExportColumn.Year,
        ["letterboxduri"] = ExportColumn.Uri, ["letterboxdurl"] = ExportColumn.Uri, ["uri"] = ExportColumn.Uri,
        ["url"] = ExportColumn.Uri, ["link"] = ExportColumn.Uri, ["letterboxd"] = ExportColumn.Uri,
        ["rating"] = ExportColumn.Rating, ["myrating"] = ExportColumn.Rating, ["yourrating"] = ExportColumn.Rating,
        ["stars"] = ExportColumn.Rating, ["rewatch"] = ExportColumn.Rewatch, ["rewatched"] = ExportColumn.Rewatch,
        ["tags"] = ExportColumn.Tags, ["tag"] = ExportColumn.Tags,
        ["watcheddate"] = ExportColumn.WatchedOn, ["datewatched"] = ExportColumn.WatchedOn,
        ["watched"] = ExportColumn.WatchedOn, ["watchedon"] = ExportColumn.WatchedOn, ["diarydate"] = ExportColumn.WatchedOn,
        ["review"] = ExportColumn.Review, ["reviewtext"] = ExportColumn.Review,
        ["spoiler"] = ExportColumn.Spoilers, ["spoilers"] = ExportColumn.Spoilers,
        ["containsspoilers"] = ExportColumn.Spoilers, ["position"] = ExportColumn.Position, ["rank"] = ExportColumn.Position,
        ["tmdbid"] = ExportColumn.FilmId, ["imdbid"] = ExportColumn.FilmId,
    };

    private readonly Dictionary<ExportColumn, (int Index, string Name)> _places = [];

    public ExportColumns(IReadOnlyList<string> header)
    {
        for (var i = 0; i < header.Count; i++)
        {
            if (ByName.TryGetValue(Key(header[i]), out var column))
                _places.TryAdd(column, (i, header[i].Trim()));
        }
    }

    public bool Has(ExportColumn column) => _places.ContainsKey(column);

    /// <summary>The column's name in the file, for messages.</summary>
    public string NameOf(ExportColumn column) => _places.TryGetValue(column, out var place) ? place.Name : column.ToString();

    /// <summary>The cell of a row without the blanks around it; empty where the row or the file has none.</summary>
    public string Cell(IReadOnlyList<string> row, ExportColumn column) =>
        _places.TryGetValue(column, out var place) && place.Index < row.Count ? row[place.Index].Trim() : "";

    private static string Key(string header) =>
        new([.. header.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);
}
