using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using MovieAspire.Contracts.Catalog.V1;
using MovieAspire.ServiceDefaults.Errors;

namespace MovieAspire.Gateway.Search;

/// <summary>What to search for, among which movies, in which order.</summary>
internal sealed record SearchQuery
{
    private const int MaxGenres = 10;

    [FromQuery(Name = "q"), MaxLength(200)]
    [Description("What to search for: words of titles, people, keywords and overviews, with or without typos.")]
    public string? Query { get; init; }

    [FromQuery(Name = "genre"), MaxLength(2_000)]
    [Description("Up to ten genres by comma, all of which a movie must have: by name, in any case, or by TMDB's id.")]
    public string? Genre { get; init; }

    [FromQuery(Name = "year"), Range(1850, 2200), Description("Year of the first release.")]
    public int? Year { get; init; }

    [FromQuery(Name = "year_from"), Range(1850, 2200), Description("Released in this year or later.")]
    public int? YearFrom { get; init; }

    [FromQuery(Name = "year_to"), Range(1850, 2200), Description("Released in this year or earlier.")]
    public int? YearTo { get; init; }

    [FromQuery(Name = "min_rating"), Range(0.0, 10.0), Description("Smallest mean of the TMDB votes.")]
    public double? MinRating { get; init; }

    [FromQuery(Name = "language"), MaxLength(2), Description("Original language, ISO 639-1.")]
    public string? Language { get; init; }

    [FromQuery(Name = "person"), Range(1, int.MaxValue), Description("TMDB's id of someone in the cast or crew.")]
    public int? Person { get; init; }

    [FromQuery(Name = "sort"), DefaultValue("relevance"), Description("Relevance, or field and direction.")]
    [AllowedValues("relevance", "popularity.desc", "vote_average.desc", "vote_count.desc", "release_date.desc", "release_date.asc")]
    public string? Sort { get; init; }

    [FromQuery(Name = "facets"), MaxLength(100), Description("What to count the matches by: genre, year, language, by comma.")]
    public string? Facets { get; init; }

    /// <exception cref="ServiceException">INVALID_ARGUMENT that names every field that the service could not judge.</exception>
    internal SearchMoviesRequest ToRequest(int limit, int offset)
    {
        var check = new RequestCheck();
        var genres = Genre?.Split(',', StringSplitOptions.TrimEntries) ?? [];
        check.Require(Query is not null, "q", "is required");
        check.Require(genres.Length <= MaxGenres, "genre", $"must be at most {MaxGenres} genres");
        check.Require(genres.All(genre => genre.Length > 0), "genre", "must not have empty names");
        var facets = (Facets?.Split(',', StringSplitOptions.TrimEntries) ?? []).Select(ToFacet).ToList();
        check.Require(!facets.Contains(SearchFacet.Unspecified), "facets", "must be genre, year or language, by comma");
        check.ThrowIfAnyFailed();

        var request = new SearchMoviesRequest
        {
            Query = Query, Limit = limit, Offset = offset, Language = Language ?? "", Sort = ToSort(),
        };
        request.Genres.Add(genres);
        request.Facets.Add(facets);
        if (Year is { } year)
            request.Year = year;
        if (YearFrom is { } yearFrom)
            request.YearFrom = yearFrom;
        if (YearTo is { } yearTo)
            request.YearTo = yearTo;
        if (MinRating is { } minRating)
            request.MinRating = minRating;
        if (Person is { } person)
            request.Person = person;
        return request;
    }

    private SearchSort ToSort() => Sort switch
    {
        "popularity.desc" => SearchSort.PopularityDesc,
        "vote_average.desc" => SearchSort.VoteAverageDesc,
        "vote_count.desc" => SearchSort.VoteCountDesc,
        "release_date.desc" => SearchSort.ReleaseDateDesc,
        "release_date.asc" => SearchSort.ReleaseDateAsc,
        _ => SearchSort.Relevance,
    };

    private static SearchFacet ToFacet(string name) => name switch
    {
        "genre" => SearchFacet.Genre,
        "year" => SearchFacet.Year,
        "language" => SearchFacet.Language,
        _ => SearchFacet.Unspecified,
    };
}
