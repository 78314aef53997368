using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using MovieAspire.Contracts.Catalog.V1;
using MovieAspire.Gateway.Parameters;
using MovieAspire.ServiceDefaults.Errors;

namespace MovieAspire.Gateway.Movies;

/// <summary>Which movies a list or a search is about. All conditions must hold.</summary>
internal record MovieFilterQuery
{
    private const int MaxGenres = 10;
    private const int MaxNameLength = 200;

    [FromQuery(Name = "year"), Range(RequestCheck.FirstYear, RequestCheck.LastYear), Description("Year of the first release.")]
    public int? Year { get; init; }

    [FromQuery(Name = "year_from"), Range(RequestCheck.FirstYear, RequestCheck.LastYear), Description("Released in this year or later.")]
    public int? YearFrom { get; init; }

    [FromQuery(Name = "year_to"), Range(RequestCheck.FirstYear, RequestCheck.LastYear), Description("Released in this year or earlier.")]
    public int? YearTo { get; init; }

    [FromQuery(Name = "min_rating"), Range(0.0, 10.0), Description("Smallest mean of the TMDB votes.")]
    public double? MinRating { get; init; }

    [FromQuery(Name = "language"), MaxLength(2), Description("Original language, ISO 639-1.")]
    public string? Language { get; init; }

    [FromQuery(Name = "genre")]
    [Description("Up to ten genres, given several times or by comma, all of which a movie must have: by name, in any case, or by TMDB's id.")]
    public string[]? Genre { get; init; }

    [FromQuery(Name = "person"), Range(1, int.MaxValue), Description("TMDB's id of someone in the cast or crew.")]
    public int? Person { get; init; }

    /// <summary>The genres one by one; bad ones are noted.</summary>
    internal IReadOnlyList<string> Genres(RequestCheck check)
    {
        var genres = (Genre ?? []).SelectMany(given => given.Split(',', StringSplitOptions.TrimEntries)).ToList();
        check.Require(genres.Count <= MaxGenres, "genre", $"must be at most {MaxGenres} genres");
        check.Require(genres.All(genre => genre.Length > 0), "genre", "must not have empty names");
        check.Require(genres.All(genre => genre.Length <= MaxNameLength), "genre", $"must have names of at most {MaxNameLength} characters");
        return genres;
    }
}

/// <summary>Which movies a list has, in which order.</summary>
internal sealed record MovieQuery : MovieFilterQuery
{
    [FromQuery(Name = "min_votes"), Range(0, int.MaxValue), Description("Smallest number of TMDB votes.")]
    public int? MinVotes { get; init; }

    [FromQuery(Name = "collection"), Range(1, int.MaxValue), Description("TMDB's id of a collection.")]
    public int? Collection { get; init; }

    [FromQuery(Name = "keyword"), MaxLength(200), Description("By name, in any case, or by TMDB's id.")]
    public string? Keyword { get; init; }

    [FromQuery(Name = "include_bare"), Description("Movies too whose details are still to come.")]
    public bool? IncludeBare { get; init; }

    [FromQuery(Name = "sort"), DefaultValue("popularity.desc"), EnumNames<MovieSort>, Description("Field and direction.")]
    public string? Sort { get; init; }

    /// <exception cref="ServiceException">INVALID_ARGUMENT that names every field that the service could not judge.</exception>
    internal MovieFilter ToFilter()
    {
        var check = new RequestCheck();
        var genres = Genres(check);
        check.ThrowIfAnyFailed();
        var filter = new MovieFilter { Genres = { genres }, Language = Language ?? "", Keyword = Keyword ?? "", IncludeBare = IncludeBare is true };
        if (Year is { } year)
            filter.Year = year;
        if (YearFrom is { } yearFrom)
            filter.YearFrom = yearFrom;
        if (YearTo is { } yearTo)
            filter.YearTo = yearTo;
        if (MinRating is { } minRating)
            filter.MinRating = minRating;
        if (MinVotes is { } minVotes)
            filter.MinVotes = minVotes;
        if (Person is { } person)
            filter.Person = person;
        if (Collection is { } collection)
            filter.Collection = collection;
        return filter;
    }
}
