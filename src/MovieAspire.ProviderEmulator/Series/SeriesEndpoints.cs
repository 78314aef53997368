using System.Text.Json.Serialization;
using MovieAspire.ProviderEmulator.Movies;
using MovieAspire.ProviderEmulator.Tmdb;

namespace MovieAspire.ProviderEmulator.Series;

/// <summary>
/// /search/tv over a few series that people take for films, because Letterboxd lists some beside them. Nothing else is known of
/// series here.
/// </summary>
internal static class SeriesEndpoints
{
    private const int PageSize = 20;

    // TMDB's id, name, original name, first air date, popularity, votes.
    private static readonly SeriesBody[] All =
    [
        new(19614, "It", "It", "1990-11-18", 20.1, 760), new(1920, "Twin Peaks", "Twin Peaks", "1990-04-08", 52.0, 2_500),
        new(9000001, "Twin Peaks: The Return", "Twin Peaks: The Return", "2017-05-21", 15.0, 400),
        new(87108, "Chernobyl", "Chernobyl", "2019-05-06", 60.0, 6_600), new(65494, "The Crown", "The Crown", "2016-11-04", 50.0, 1_900),
        new(4613, "Band of Brothers", "Band of Brothers", "2001-09-09", 45.0, 3_400), new(87739, "The Queen's Gambit", "The Queen's Gambit", "2020-10-23", 40.0, 3_900),
        new(70523, "Dark", "Dark", "2017-12-01", 60.0, 6_900), new(1104, "Mad Men", "Mad Men", "2007-07-19", 40.0, 1_500),
        new(9000002, "Fanny and Alexander", "Fanny och Alexander", "1983-12-25", 3.0, 60), new(9000003, "Scenes from a Marriage", "Scener ur ett äktenskap", "1973-04-11", 4.0, 90),
        new(9000004, "Dekalog", "Dekalog", "1989-12-10", 8.0, 300), new(9000005, "Over the Garden Wall", "Over the Garden Wall", "2014-11-03", 20.0, 700),
        new(9000006, "Small Axe", "Small Axe", "2020-11-15", 9.0, 150), new(9000007, "Watchmen", "Watchmen", "2019-10-20", 30.0, 1_400),
        new(9000008, "Fargo", "Fargo", "2014-04-15", 60.0, 2_300), new(9000009, "The Office", "The Office", "2005-03-24", 200.0, 4_000),
    ];

    public static void MapSeries(this IEndpointRouteBuilder app) => app.MapGet($"{TmdbEndpoints.Root}/search/tv", Search);

    private static IResult Search(HttpRequest request)
    {
        if (TmdbEndpoints.Page(request) is not { } page)
            return TmdbErrors.InvalidPage;
        var words = TextFolding.Fold(request.Query["query"].ToString());
        var year = request.Query["first_air_date_year"].ToString();
        var found = All.Where(series => words.Length > 0 && (IsMeant(series.Name, words) || IsMeant(series.OriginalName, words))
                && (year.Length == 0 || series.FirstAirDate.StartsWith(year, StringComparison.Ordinal)))
            .OrderByDescending(series => TextFolding.Fold(series.Name) == words).ThenByDescending(series => series.Popularity).ToList();
        var pages = (found.Count + PageSize - 1) / PageSize;
        var body = new PageBody<SeriesBody>(page, [.. found.Skip((page - 1) * PageSize).Take(PageSize)], pages, found.Count);
        return TmdbEndpoints.Json(body, SeriesJson.Default.PageBodySeriesBody);
    }

    private static bool IsMeant(string name, string words)
    {
        var folded = TextFolding.Fold(name);
        return Array.TrueForAll(words.Split(' '), word => folded.Contains(word, StringComparison.Ordinal));
    }
}

/// <summary>A series in a list, in TMDB's shape.</summary>
internal sealed record SeriesBody(int Id, string Name, string OriginalName, string FirstAirDate, double Popularity, int VoteCount);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PageBody<SeriesBody>))]
internal sealed partial class SeriesJson : JsonSerializerContext;
