namespace MovieAspire.Libraries.Exports;

/// <summary>What a row of an export says about a film.</summary>
public enum EntryKind
{
    /// <summary>watched.csv: it was seen; <see cref="ExportEntry.LoggedOn"/> is when it was marked so, not when it was seen.</summary>
    Watched,

    /// <summary>ratings.csv: the present rating.</summary>
    Rating,

    /// <summary>diary.csv: one viewing.</summary>
    Diary,

    /// <summary>reviews.csv: a viewing with a review; the diary has it too, where it has a date.</summary>
    Review,

    /// <summary>watchlist.csv: to be seen.</summary>
    Watchlist,

    /// <summary>likes/films.csv.</summary>
    Like,

    /// <summary>A place in one of the person's lists.</summary>
    ListItem,
}

/// <summary>A row of an export, checked, with nothing in it that names the person.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Name">The film's title as Letterboxd has it.</param>
/// <param name="Year">Of the first release as Letterboxd has it; null where it has none.</param>
/// <param name="Uri">
/// Names the film in watched, ratings, watchlist, likes and lists; the diary entry in diary and reviews, whose rows join
/// films by name and year.
/// </param>
/// <param name="LoggedOn">When the row was made.</param>
public sealed record ExportEntry(EntryKind Kind, string Name, int? Year, string? Uri, DateOnly? LoggedOn)
{
    /// <summary>0.5 to 5 in steps of a half; null when there is none.</summary>
    public decimal? Rating { get; init; }

    /// <summary>The day of the viewing; null outside of diary and reviews.</summary>
    public DateOnly? WatchedOn { get; init; }

    /// <summary>Whether the viewing was not the first.</summary>
    public bool IsRewatch { get; init; }

    /// <summary>The person's tags of a viewing.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Plain text with line breaks; markup is taken out (<see cref="ReviewText"/>).</summary>
    public string? Review { get; init; }

    /// <summary>Whether the review tells the plot.</summary>
    public bool HasSpoilers { get; init; }

    /// <summary>The list's name, of a <see cref="EntryKind.ListItem"/>.</summary>
    public string? List { get; init; }

    /// <summary>1 for the first place; null where the list is not numbered.</summary>
    public int? Position { get; init; }
}

/// <summary>A row that could not be used; the others are.</summary>
/// <param name="File">As the export names it.</param>
/// <param name="Line">1 for the file's first.</param>
/// <param name="Column">The column's name in the file.</param>
/// <param name="Message">One sentence.</param>
public sealed record RowError(string File, long Line, string Column, string Message);

/// <summary>What one row gave: an entry or the reason why not.</summary>
public readonly record struct ExportRow(ExportEntry? Entry, RowError? Error);

/// <summary>A file that cannot be read as an export; the message is one sentence that names file, line and column.</summary>
public sealed class ExportException(string message) : Exception(message);

/// <summary>How much of an upload is read before it is refused.</summary>
public sealed record ExportLimits
{
    /// <summary>Rows of all files together.</summary>
    public int MaxRows { get; init; } = 200_000;

    /// <summary>Bytes of all files together, unpacked.</summary>
    public long MaxBytes { get; init; } = 200L << 20;

    /// <summary>Files in an archive.</summary>
    public int MaxFiles { get; init; } = 2_000;

    /// <summary>Unpacked bytes for each packed one; text packs to a tenth or so, a bomb to a thousandth.</summary>
    public int MaxCompression { get; init; } = 100;
}
