using System.Buffers.Text;
using System.Globalization;
using System.Text;
using MovieAspire.Catalog.Libraries.Sessions;
using MovieAspire.Contracts.Libraries.V1;
using MovieAspire.ServiceDefaults.Errors;
using Npgsql;

namespace MovieAspire.Catalog.Libraries.Films;

/// <summary>A sort of a library: by a key that is never NULL, then by id in the same direction.</summary>
/// <param name="Key">SQL over libraries.films f, catalog.movies m where there is one, and the list's entry l where one is asked for.</param>
/// <param name="Descending">Greatest first.</param>
/// <param name="Type">What the key is cast to when it comes back in a cursor.</param>
internal sealed record FilmOrder(string Key, bool Descending, string Type)
{
    private const string Unknown = "'1000-01-01'";
    private const string UnknownLast = "'9000-01-01'";

    private static readonly Dictionary<FilmSort, FilmOrder> All = new()
    {
        [FilmSort.Unspecified] = new($"coalesce(f.logged_on, {Unknown})", true, "date"),
        [FilmSort.WatchedDesc] = new($"coalesce(f.watched_on, {Unknown})", true, "date"),
        [FilmSort.WatchedAsc] = new($"coalesce(f.watched_on, {UnknownLast})", false, "date"),
        [FilmSort.Title] = new("f.name COLLATE catalog.titles", false, "text"),
        [FilmSort.RatingDesc] = new("coalesce(f.rating, 0)", true, "numeric"),
        [FilmSort.RatingAsc] = new("coalesce(f.rating, 9)", false, "numeric"),
        [FilmSort.YearDesc] = new("coalesce(f.year, 0)", true, "integer"),
        [FilmSort.YearAsc] = new("coalesce(f.year, 9999)", false, "integer"),
        [FilmSort.RuntimeDesc] = new("coalesce(m.runtime, 0)", true, "integer"),
        [FilmSort.VoteAverageDesc] = new("coalesce(m.vote_average, 0)", true, "double precision"),
        [FilmSort.Position] = new("coalesce(l.position, 1000000)", false, "integer"),
    };

    public static FilmOrder? Of(FilmSort sort) => All.GetValueOrDefault(sort);
}

/// <summary>A checked <see cref="ListFilmsRequest"/>.</summary>
internal sealed record FilmPage(int Limit, int Skip, FilmSort Sort, FilmOrder Order, FilmCursor? After, FilmFilter Filter)
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 1_000;
    private const int MaxText = 200;

    /// <exception cref="ServiceException">INVALID_ARGUMENT that names every bad field.</exception>
    public static FilmPage Parse(ListFilmsRequest request)
    {
        var check = new RequestCheck();
        var filter = request.Filter ?? new();
        check.Require(request.Limit is >= 0 and <= MaxLimit, "limit", $"must be between 1 and {MaxLimit}");
        check.Require(request.Skip >= 0, "skip", "must be 0 or more");
        check.Require(request.Cursor.Length == 0 || request.Skip == 0, "skip", "must be left out when there is a cursor");
        check.Require(filter is not { HasRating: true, Rating: < 0.5 or > 5 }, "rating", "must be between 0.5 and 5");
        check.Require(filter is not { HasMinRating: true, MinRating: < 0.5 or > 5 }, "min_rating", "must be between 0.5 and 5");
        check.Require(
            !filter.HasWatchedYear || filter.WatchedYear is >= RequestCheck.FirstYear and <= RequestCheck.LastYear, "watched_year",
            $"must be between {RequestCheck.FirstYear} and {RequestCheck.LastYear}");
        foreach (var (name, text) in new[] { ("genre", filter.Genre), ("director", filter.Director), ("title", filter.Title), ("list", filter.List) })
            check.Name(name, text, MaxText);
        check.Require(Enum.IsDefined(filter.State), "state", "is not a known state");
        var sort = filter.List.Length > 0 && request.Sort == FilmSort.Unspecified ? FilmSort.Position : request.Sort;
        var order = FilmOrder.Of(sort);
        check.Require(order is not null, "sort", "is not a known sort");
        check.Require(sort != FilmSort.Position || filter.List.Length > 0, "sort", "must be another one without a list");
        var after = request.Cursor.Length > 0 ? FilmCursor.Decode(request.Cursor, sort) : null;
        check.Require(request.Cursor.Length == 0 || after is not null, "cursor", "must be the next_cursor of a page in this sort");
        check.ThrowIfAnyFailed();
        return new(request.Limit == 0 ? DefaultLimit : request.Limit, request.Skip, sort, order!, after, filter);
    }
}

/// <summary>The last film of a page; opaque to callers: base64url of <c>sort|id|key</c>.</summary>
internal sealed record FilmCursor(string Key, long Id)
{
    public static string Encode(FilmSort sort, string key, long id) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{(int)sort}|{id}|{key}")));

    /// <returns>Null for what is no cursor of this sort.</returns>
    public static FilmCursor? Decode(string text, FilmSort sort)
    {
        if (!Base64Url.IsValid(text))
            return null;
        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('|', 3);
        return parts is [var of, var id, var key] && of == ((int)sort).ToString(CultureInfo.InvariantCulture)
            && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var film)
            && IsKey(FilmOrder.Of(sort)?.Type, key)
                ? new(key, film)
                : null;
    }

    private static bool IsKey(string? type, string key) => type switch
    {
        "date" => DateOnly.TryParseExact(key, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "text" => key.Length <= 1_000 && !key.Contains('\0', StringComparison.Ordinal),
        "integer" => int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out _),
        _ => double.TryParse(key, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number),
    };
}

/// <summary>The conditions of a filter as SQL with its parameters.</summary>
internal sealed class FilmConditions
{
    private readonly List<string> _conditions = [];
    private readonly List<NpgsqlParameter> _parameters = [];

    public FilmConditions(Guid session, FilmFilter filter)
    {
        _conditions.Add($"f.session_id = {Value(session)}");
        if (filter.List.Length > 0)
            Join = $"JOIN libraries.entries l ON l.film_id = f.id AND l.kind = 'list-item' AND l.list = {Value(filter.List)}";
        if (filter.HasYear)
            _conditions.Add($"f.year = {Value(filter.Year)}");
        if (filter.HasYearFrom)
            _conditions.Add($"f.year >= {Value(filter.YearFrom)}");
        if (filter.HasYearTo)
            _conditions.Add($"f.year <= {Value(filter.YearTo)}");
        if (filter.HasRating)
            _conditions.Add($"f.rating = {Value(filter.Rating)}::numeric");
        if (filter.HasMinRating)
            _conditions.Add($"f.rating >= {Value(filter.MinRating)}::numeric");
        if (MatchNames.NameOf(filter.State) is { } state)
            _conditions.Add($"coalesce(x.state, 'pending') = {Value(state)}");
        if (filter.HasUnmatched)
            _conditions.Add(filter.Unmatched ? "coalesce(x.state, 'pending') <> 'matched'" : "x.state = 'matched'");
        if (filter.HasWatched)
            _conditions.Add($"f.is_watched = {Value(filter.Watched)}");
        if (filter.HasWatchlist)
            _conditions.Add($"f.is_watchlisted = {Value(filter.Watchlist)}");
        if (filter.HasLiked)
            _conditions.Add($"f.is_liked = {Value(filter.Liked)}");
        if (filter.Title.Length > 0)
            _conditions.Add($"strpos(lower(f.name), lower({Value(filter.Title)})) > 0");
        if (filter.HasWatchedYear)
        {
            _conditions.Add($"""
                EXISTS (SELECT FROM libraries.entries e WHERE e.film_id = f.id AND e.kind = 'viewing'
                        AND e.watched_on >= make_date({Value(filter.WatchedYear)}, 1, 1) AND e.watched_on < make_date({Value(filter.WatchedYear + 1)}, 1, 1))
                """);
        }

        if (filter.Genre.Length > 0)
        {
            _conditions.Add($"""
                EXISTS (SELECT FROM catalog.movie_genres mg JOIN catalog.genres g ON g.id = mg.genre_id
                        WHERE mg.movie_id = m.id AND lower(g.name) = lower({Value(filter.Genre)}))
                """);
        }

        if (filter.Director.Length > 0)
        {
            _conditions.Add($"""
                EXISTS (SELECT FROM catalog.movie_crew c JOIN catalog.people p ON p.id = c.person_id
                        WHERE c.movie_id = m.id AND c.job = 'Director' AND lower(p.name) = lower({Value(filter.Director)}))
                """);
        }
    }

    /// <summary>The list's entries, where one is asked for: a film stands in it once.</summary>
    public string Join { get; } = "";

    public string Sql => string.Join(" AND ", _conditions);

    public void Add(string condition) => _conditions.Add(condition);

    public string Value<T>(T value)
    {
        _parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return $"${_parameters.Count}";
    }

    public void AddTo(NpgsqlParameterCollection parameters)
    {
        foreach (var parameter in _parameters)
            parameters.Add(parameter.Clone());
    }
}
