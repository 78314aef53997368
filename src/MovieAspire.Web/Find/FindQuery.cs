using System.Globalization;
using Microsoft.AspNetCore.Http;
using MovieAspire.Contracts.Catalog.V1;

namespace MovieAspire.Web.Find;

/// <summary>What to look for, out of an address that anybody may have written; what makes no sense is left out.</summary>
public sealed record FindQuery
{
    internal const int PageSize = 20;

    private const int LastOffset = 480;

    /// <summary>The sorts by name; the first is the default.</summary>
    internal static IReadOnlyList<FindSort> Sorts { get; } =
    [
        new("best", "Best match", "Popular", SearchSort.Relevance, MovieSort.PopularityDesc),
        new("popular", "Popular", null, SearchSort.PopularityDesc, MovieSort.PopularityDesc),
        new("rating", "Rating", "Rating", SearchSort.VoteAverageDesc, MovieSort.WeightedRatingDesc),
        new("votes", "Votes", "Votes", SearchSort.VoteCountDesc, MovieSort.VoteCountDesc),
        new("newest", "Newest", "Newest", SearchSort.ReleaseDateDesc, MovieSort.ReleaseDateDesc),
        new("oldest", "Oldest", "Oldest", SearchSort.ReleaseDateAsc, MovieSort.ReleaseDateAsc),
    ];

    public string Text { get; init; } = "";

    /// <summary>All of which a film must have.</summary>
    public IReadOnlyList<string> Genres { get; init; } = [];

    public int? Year { get; init; }

    public int? YearFrom { get; init; }

    public int? YearTo { get; init; }

    /// <summary>ISO 639-1.</summary>
    public string Language { get; init; } = "";

    public int? MinRating { get; init; }

    /// <summary>TMDB's id, of films without a text to search for.</summary>
    public int? Keyword { get; init; }

    public string Sort { get; init; } = Sorts[0].Name;

    public int Offset { get; init; }

    public string Cursor { get; init; } = "";

    internal FindSort Order => Sorts.First(sort => sort.Name == Sort);

    internal static FindQuery Of(IQueryCollection query)
    {
        var text = query["q"].ToString().Trim();
        var sort = query["sort"].ToString();
        return new()
        {
            Text = text.Length > 200 ? text[..200] : text,
            Genres = [.. query["genre"].OfType<string>().Where(genre => genre.Length is > 0 and <= 100).Distinct(StringComparer.OrdinalIgnoreCase).Take(10)],
            Year = Number("year", 1850, 2200),
            YearFrom = Number("from", 1850, 2200),
            YearTo = Number("to", 1850, 2200),
            Language = query["language"].ToString() is { Length: 2 } language && language.All(char.IsAsciiLetterLower) ? language : "",
            MinRating = Number("rating", 1, 10),
            Keyword = Number("keyword", 1, int.MaxValue),
            Sort = Sorts.Any(known => known.Name == sort) ? sort : Sorts[0].Name,
            Offset = Number("offset", 0, LastOffset) ?? 0,
            Cursor = query["cursor"].ToString(),
        };

        int? Number(string name, int min, int max) =>
            int.TryParse(query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
                ? number
                : null;
    }

    /// <summary>The address of this; pages start anew unless they are given.</summary>
    internal string Address(int offset = 0, string cursor = "")
    {
        var parts = new List<KeyValuePair<string, string?>>();
        Add("q", Text);
        foreach (var genre in Genres)
            Add("genre", genre);
        Add("year", Year);
        Add("from", YearFrom);
        Add("to", YearTo);
        Add("language", Language);
        Add("rating", MinRating);
        Add("keyword", Keyword);
        Add("sort", Sort == Sorts[0].Name ? "" : Sort);
        Add("offset", offset == 0 ? null : offset);
        Add("cursor", cursor);
        return $"/find{QueryString.Create(parts)}";

        void Add(string name, object? value)
        {
            if (Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text)
                parts.Add(new(name, text));
        }
    }

    /// <summary>With a genre more, or without it.</summary>
    internal FindQuery Toggle(string genre) => this with
    {
        Genres = HasGenre(genre)
            ? [.. Genres.Where(other => !other.Equals(genre, StringComparison.OrdinalIgnoreCase))]
            : [.. Genres, genre],
    };

    internal bool HasGenre(string genre) => Genres.Contains(genre, StringComparer.OrdinalIgnoreCase);

    internal SearchMoviesRequest ToSearch()
    {
        var request = new SearchMoviesRequest
        {
            Query = Text, Limit = PageSize, Offset = Offset, Language = Language, Sort = Order.Search,
            Facets = { SearchFacet.Genre, SearchFacet.Year, SearchFacet.Language }, Genres = { Genres },
        };
        if (Year is { } year)
            request.Year = year;
        if (YearFrom is { } from)
            request.YearFrom = from;
        if (YearTo is { } to)
            request.YearTo = to;
        if (MinRating is { } rating)
            request.MinRating = rating;
        return request;
    }

    internal ListMoviesRequest ToList()
    {
        var filter = new MovieFilter { Language = Language, Genres = { Genres } };
        if (Year is { } year)
            filter.Year = year;
        if (YearFrom is { } from)
            filter.YearFrom = from;
        if (YearTo is { } to)
            filter.YearTo = to;
        if (MinRating is { } rating)
            filter.MinRating = rating;
        if (Keyword is { } keyword)
            filter.Keyword = keyword.ToString(CultureInfo.InvariantCulture);
        return new() { Limit = PageSize, Cursor = Cursor, Sort = Order.List, Filter = filter };
    }
}

/// <param name="Name">In the address.</param>
/// <param name="Title">What it is called among the results of a search.</param>
/// <param name="ListTitle">What it is called among films without a search; null where it would be there twice.</param>
/// <param name="Search">The order of search results.</param>
/// <param name="List">The order without a text.</param>
public sealed record FindSort(string Name, string Title, string? ListTitle, SearchSort Search, MovieSort List);
