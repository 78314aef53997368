using System.Buffers.Text;
using System.Globalization;
using System.Text;
using MovieAspire.Contracts.Catalog.V1;
using Npgsql;

namespace MovieAspire.Catalog.Movies.Lists;

/// <summary>
/// A sort of the list: by a key, then by id in the same direction, so that no two movies are equal and a
/// row comparison continues a page. Each has an index on exactly this expression and id; movies whose
/// key is unknown come last, but for keys that the worker computes.
/// </summary>
/// <param name="Sort">The sort as the request names it.</param>
/// <param name="Key">SQL expression over <c>catalog.movies m</c>, or over what is joined, that is never NULL.</param>
/// <param name="Descending">Greatest first.</param>
/// <param name="KeyType">How the key travels in a cursor.</param>
internal sealed record MovieOrder(MovieSort Sort, string Key, bool Descending, SortKeyType KeyType)
{
    /// <summary>Joins the table that has the key, where that is another one; movies without a row there are not listed.</summary>
    public string Join { get; init; } = "";

    /// <summary>The movie's id in the table that has the key, whose index has both.</summary>
    public string Id { get; init; } = "m.id";

    /// <summary>
    /// The release date in descending order; also what filters by year compare. The stand-in for no date is
    /// finite because the planner interpolates between the first and the last date.
    /// </summary>
    public const string ReleaseDate = "coalesce(m.release_date, '1000-01-01')";

    private static readonly Dictionary<MovieSort, MovieOrder> All = new MovieOrder[]
    {
        new(MovieSort.PopularityDesc, "m.popularity", true, SortKeyType.Number),
        new(MovieSort.ReleaseDateDesc, ReleaseDate, true, SortKeyType.Date),
        new(MovieSort.ReleaseDateAsc, "coalesce(m.release_date, '3000-01-01')", false, SortKeyType.Date),
        new(MovieSort.VoteAverageDesc, "m.vote_average", true, SortKeyType.Number),
        new(MovieSort.VoteCountDesc, "m.vote_count", true, SortKeyType.Integer),
        new(MovieSort.TitleAsc, "m.title COLLATE catalog.titles", false, SortKeyType.Text),
        new(MovieSort.RevenueDesc, "coalesce(m.revenue, 0)", true, SortKeyType.Integer),
        new(MovieSort.WeightedRatingDesc, "w.weighted_rating", true, SortKeyType.Number)
        {
            Join = "JOIN analytics.movie_ratings w ON w.movie_id = m.id", Id = "w.movie_id",
        },
    }.ToDictionary(order => order.Sort);

    /// <summary>Null for a sort that this version does not know.</summary>
    public static MovieOrder? Of(MovieSort sort) =>
        All.GetValueOrDefault(sort is MovieSort.Unspecified ? MovieSort.PopularityDesc : sort);
}

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

/// <summary>
/// The last movie of a page: its sort key and id. Opaque to callers: base64url of <c>sort:id:key</c>.
/// </summary>
/// <param name="Key">A value of the order's key type.</param>
/// <param name="Id">TMDB id.</param>
internal sealed record MovieCursor(object Key, int Id)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The cursor that continues after that movie.</summary>
    /// <param name="order">The order of the list.</param>
    /// <param name="key">As the order's key type writes it.</param>
    /// <param name="id">TMDB id.</param>
    public static string Encode(MovieOrder order, string key, int id) =>
        Base64Url.EncodeToString(StrictUtf8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{(int)order.Sort}:{id}:{key}")));

    /// <summary>Null when the text is no cursor of a list in that order.</summary>
    public static MovieCursor? Decode(string text, MovieOrder order)
    {
        string[] parts;
        try
        {
            parts = StrictUtf8.GetString(Base64Url.DecodeFromChars(text)).Split(':', 3);
        }
        catch (Exception e) when (e is FormatException or DecoderFallbackException)
        {
            return null;
        }

        return parts is [var sort, var idText, var keyText]
            && sort == ((int)order.Sort).ToString(CultureInfo.InvariantCulture)
            && int.TryParse(idText, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && order.KeyType.Parse(keyText) is { } key
            ? new MovieCursor(key, id)
            : null;
    }
}
