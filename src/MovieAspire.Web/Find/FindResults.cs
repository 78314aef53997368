using System.Globalization;
using Google.Protobuf.Collections;
using MovieAspire.Contracts.Catalog.V1;
using MovieAspire.Web.Words;

namespace MovieAspire.Web.Find;

/// <summary>What was found.</summary>
/// <param name="Films">Of this page.</param>
/// <param name="Facets">By what the films can be narrowed.</param>
/// <param name="Total">How many match; null when nobody counted.</param>
/// <param name="Next">The address of the next page; null on the last.</param>
/// <param name="Engine">Which engine searched; null for a list.</param>
/// <param name="EngineReason">Why it was this one; empty when that needs no reason.</param>
/// <param name="TookMs">Milliseconds of the engine.</param>
public sealed record FindResults(
    IReadOnlyList<FoundFilm> Films, IReadOnlyList<Facet> Facets, int? Total, string? Next, string? Engine = null,
    string EngineReason = "", double TookMs = 0)
{
    // The engines count no further.
    internal const int MostCounted = 500;

    private static readonly int[] Ratings = [6, 7, 8];

    internal static FindResults Of(FindQuery query, SearchMoviesResponse response, IReadOnlyDictionary<int, string> posters) => new(
        [.. response.Hits.Select(hit => FoundFilm.Of(hit, posters.GetValueOrDefault(hit.Id)))],
        [
            new("Genre", [.. Counts(response, SearchFacet.Genre).Take(12).Select(count => Genre(query, count.Value, count.Count))]),
            YearFacet(query, [.. Counts(response, SearchFacet.Year).Take(10).Select(count => (int.Parse(count.Value, CultureInfo.InvariantCulture), (long?)count.Count))]),
            new("Language", [.. Counts(response, SearchFacet.Language).Take(8).Select(count => Language(query, count.Value, count.Count))]),
            RatingFacet(query),
        ],
        response.Total,
        query.Offset + response.Hits.Count < response.Total && query.Offset + FindQuery.PageSize < MostCounted
            ? query.Address(query.Offset + FindQuery.PageSize)
            : null,
        response.Engine, response.EngineReason, response.TookMs);

    internal static FindResults Of(FindQuery query, ListMoviesResponse response, IReadOnlyList<GenreCount> genres) => new(
        [.. response.Movies.Select(FoundFilm.Of)],
        [
            new("Genre", [.. genres.OrderByDescending(genre => genre.MovieCount).Take(20).Select(genre => Genre(query, genre.Name, genre.MovieCount))]),
            DecadeFacet(query),
            RatingFacet(query),
        ],
        null,
        response.NextCursor.Length > 0 ? query.Address(cursor: response.NextCursor) : null);

    private static RepeatedField<FacetCount> Counts(SearchMoviesResponse response, SearchFacet facet) =>
        response.Facets.FirstOrDefault(counts => counts.Facet == facet)?.Values ?? [];

    private static FacetLink Genre(FindQuery query, string name, long count) =>
        new(name, count, query.HasGenre(name), query.Toggle(name).Address());

    private static FacetLink Language(FindQuery query, string code, long count) => new(
        Languages.Name(code), count, query.Language == code, (query with { Language = query.Language == code ? "" : code }).Address());

    private static Facet YearFacet(FindQuery query, IReadOnlyList<(int Year, long? Count)> years) => new(
        "Year",
        [
            .. years.OrderByDescending(year => year.Year).Select(year => new FacetLink(
                year.Year.ToString(CultureInfo.InvariantCulture), year.Count, query.Year == year.Year,
                (query with { Year = query.Year == year.Year ? null : year.Year }).Address())),
        ]);

    private static Facet DecadeFacet(FindQuery query) => new(
        "Decade",
        [
            .. Enumerable.Range(0, 8).Select(back => 2020 - 10 * back).Select(decade => new FacetLink(
                $"{decade}s", null, query.YearFrom == decade,
                (query.YearFrom == decade ? query with { YearFrom = null, YearTo = null } : query with { YearFrom = decade, YearTo = decade + 9 }).Address())),
        ]);

    private static Facet RatingFacet(FindQuery query) => new(
        "Rating",
        [
            .. Ratings.Select(rating => new FacetLink(
                $"{rating} and better", null, query.MinRating == rating,
                (query with { MinRating = query.MinRating == rating ? null : rating }).Address())),
        ]);
}

/// <param name="Title">What it narrows by.</param>
/// <param name="Links">The choices.</param>
public sealed record Facet(string Title, IReadOnlyList<FacetLink> Links);

/// <param name="Name">The choice.</param>
/// <param name="Count">How many films have it; null when nobody counted.</param>
/// <param name="IsChosen">Whether it is in force; then its address is without it.</param>
/// <param name="Address">With the choice changed.</param>
public sealed record FacetLink(string Name, long? Count, bool IsChosen, string Address);

/// <summary>A film that was found. Marks are texts with their matches in em elements, where there are matches.</summary>
public sealed record FoundFilm(
    int Id, string Title, string? Year, string? PosterPath, double VoteAverage, int VoteCount, string Overview,
    IReadOnlyList<string> Genres, string? TitleMarks = null, string? OverviewMarks = null, string? PeopleMarks = null)
{
    internal static FoundFilm Of(SearchHit hit, string? posterPath) => new(
        hit.Id, hit.Title, hit.HasReleaseYear ? hit.ReleaseYear.ToString(CultureInfo.InvariantCulture) : null, posterPath,
        hit.VoteAverage, hit.VoteCount, hit.Overview, [.. hit.Genres], hit.Highlights.GetValueOrDefault("title"),
        hit.Highlights.GetValueOrDefault("overview"), hit.Highlights.GetValueOrDefault("people"));

    internal static FoundFilm Of(MovieSummary film) => new(
        film.Id, film.Title, Times.Year(film.ReleaseDate), film.PosterPath, film.VoteAverage, film.VoteCount, film.Overview, []);
}
