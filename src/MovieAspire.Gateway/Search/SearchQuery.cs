using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using MovieAspire.Contracts.Catalog.V1;
using MovieAspire.Gateway.Movies;
using MovieAspire.Gateway.Parameters;
using MovieAspire.ServiceDefaults.Errors;

namespace MovieAspire.Gateway.Search;

/// <summary>What to search for, among which movies, in which order.</summary>
internal sealed record SearchQuery : MovieFilterQuery
{
    [FromQuery(Name = "q"), Required, MaxLength(200)]
    [Description("What to search for: words of titles, people, keywords and overviews, with or without typos.")]
    public string? Query { get; init; }

    [FromQuery(Name = "sort"), DefaultValue("relevance"), EnumNames<SearchSort>, Description("Relevance, or field and direction.")]
    public string? Sort { get; init; }

    [FromQuery(Name = "facets"), MaxLength(100), Description("What to count the matches by: genre, year, language, by comma.")]
    public string? Facets { get; init; }

    /// <exception cref="ServiceException">INVALID_ARGUMENT that names every field that the service could not judge.</exception>
    internal SearchMoviesRequest ToRequest(int limit, int offset)
    {
        var check = new RequestCheck();
        var genres = Genres(check);
        check.Require(Query is not null, "q", "is required");
        var facets = (Facets?.Split(',', StringSplitOptions.TrimEntries) ?? []).Select(EnumNames<SearchFacet>.ToValue).ToList();
        check.Require(!facets.Contains(SearchFacet.Unspecified), "facets", "must be genre, year or language, by comma");
        check.ThrowIfAnyFailed();

        var request = new SearchMoviesRequest
        {
            Query = Query, Limit = limit, Offset = offset, Language = Language ?? "", Sort = EnumNames<SearchSort>.ToValue(Sort),
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
}
