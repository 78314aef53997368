using System.Globalization;
using MovieAspire.ProviderEmulator.Movies;

namespace MovieAspire.ProviderEmulator.Tmdb;

internal static class ListEndpoints
{
    public static void MapLists(this IEndpointRouteBuilder tmdb)
    {
        tmdb.MapGet("/movie/popular", (HttpRequest request, MovieFinder finder, MovieBodies bodies) =>
            Page(request, bodies, finder.Find(new())));
        tmdb.MapGet("/movie/top_rated", (HttpRequest request, MovieFinder finder, MovieBodies bodies) =>
            Page(request, bodies, finder.TopRated()));
        tmdb.MapGet("/movie/now_playing", (HttpRequest request, MovieFinder finder, MovieBodies bodies) =>
            Window(request, bodies, finder.NowPlaying()));
        tmdb.MapGet("/movie/upcoming", (HttpRequest request, MovieFinder finder, MovieBodies bodies) =>
            Window(request, bodies, finder.Upcoming()));
        tmdb.MapGet("/trending/movie/{window:regex(^(day|week)$)}", (
            string window, HttpRequest request, MovieFinder finder, MovieBodies bodies) =>
            Page(request, bodies, finder.Trending(window == "week"), "movie"));
        tmdb.MapGet("/discover/movie", Discover);
        tmdb.MapGet("/search/movie", Search);
    }

    private static IResult Discover(HttpRequest request, MovieFinder finder, MovieBodies bodies) =>
        Query(request.Query) is { } query ? Page(request, bodies, finder.Find(query)) : TmdbErrors.InvalidParameters;

    private static IResult Search(HttpRequest request, MovieFinder finder, MovieBodies bodies)
    {
        var query = request.Query;
        var found = finder.Search(
            query["query"].ToString(), Number(query["year"]), Number(query["primary_release_year"]),
            query["include_adult"] == "true");
        return Page(request, bodies, found);
    }

    private static IResult Page(HttpRequest request, MovieBodies bodies, IReadOnlyList<int> ids, string? mediaType = null) =>
        TmdbEndpoints.Page(request) is { } page
            ? TmdbEndpoints.Json(bodies.Page(ids, page, mediaType), TmdbJson.Default.PageBodySummaryBody)
            : TmdbErrors.InvalidPage;

    private static IResult Window(HttpRequest request, MovieBodies bodies, MovieWindow window)
    {
        if (TmdbEndpoints.Page(request) is not { } page)
            return TmdbErrors.InvalidPage;

        var body = bodies.Page(window.Ids, page, mediaType: null) with
        {
            Dates = new(TmdbText.Date(window.Last), TmdbText.Date(window.First)),
        };
        return TmdbEndpoints.Json(body, TmdbJson.Default.PageBodySummaryBody);
    }

    /// <summary>Null when a condition cannot be read.</summary>
    private static MovieQuery? Query(IQueryCollection query)
    {
        if (Order(query["sort_by"].ToString()) is not { Order: var order, Ascending: var ascending }
            || !TryDay(query["primary_release_date.gte"], out var first) || !TryDay(query["primary_release_date.lte"], out var last))
            return null;

        if ((Number(query["primary_release_year"]) ?? Number(query["year"])) is >= 1 and <= 9998 and var year)
        {
            first = Math.Max(first ?? 0, new DateOnly(year, 1, 1).DayNumber);
            last = Math.Min(last ?? int.MaxValue, new DateOnly(year, 12, 31).DayNumber);
        }

        var genres = query["with_genres"].ToString();
        var bits = genres.Split(',', '|').Select(text => GenreTable.Bit(Number(text) ?? 0)).Aggregate(0u, (all, bit) => all | bit);
        var language = query["with_original_language"].ToString();
        return new MovieQuery(
            order, ascending, first, last,
            Number(query["vote_count.gte"]),
            double.TryParse(query["vote_average.gte"], CultureInfo.InvariantCulture, out var average) ? average : null,
            AllGenres: genres.Contains('|', StringComparison.Ordinal) ? 0 : bits,
            AnyGenre: genres.Contains('|', StringComparison.Ordinal) ? bits : 0,
            Language: language.Length > 0 ? MovieFacts.PackLanguage(language) : null,
            IncludeAdult: query["include_adult"] == "true",
            IncludeVideo: query["include_video"] == "true");
    }

    private static (MovieOrder Order, bool Ascending)? Order(string text)
    {
        var parts = (text.Length > 0 ? text : "popularity.desc").Split('.');
        MovieOrder? order = parts[0] switch
        {
            "popularity" => MovieOrder.Popularity,
            "primary_release_date" or "release_date" => MovieOrder.ReleaseDate,
            "vote_count" => MovieOrder.VoteCount,
            "vote_average" => MovieOrder.VoteAverage,
            "revenue" => MovieOrder.Revenue,
            _ => null,
        };
        return order is { } known && parts is [_, "asc" or "desc"] ? (known, parts[1] == "asc") : null;
    }

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool TryDay(string? text, out int? day)
    {
        day = null;
        if (string.IsNullOrEmpty(text))
            return true;
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", out var date))
            return false;
        day = date.DayNumber;
        return true;
    }
}
