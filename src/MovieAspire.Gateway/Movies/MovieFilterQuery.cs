using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using MovieAspire.Contracts.Catalog.V1;

namespace MovieAspire.Gateway.Movies;

/// <summary>Which movies, in which order. All conditions must hold.</summary>
internal sealed record MovieFilterQuery
{
    private const string NameOrId = "By name, in any case, or by TMDB's id.";

    [FromQuery(Name = "genre"), MaxLength(200), Description(NameOrId)]
    public string? Genre { get; init; }

    [FromQuery(Name = "year"), Range(1850, 2200), Description("Year of the first release.")]
    public int? Year { get; init; }

    [FromQuery(Name = "year_from"), Range(1850, 2200), Description("Released in this year or later.")]
    public int? YearFrom { get; init; }

    [FromQuery(Name = "year_to"), Range(1850, 2200), Description("Released in this year or earlier.")]
    public int? YearTo { get; init; }

    [FromQuery(Name = "min_rating"), Range(0.0, 10.0), Description("Smallest mean of the TMDB votes.")]
    public double? MinRating { get; init; }

    [FromQuery(Name = "min_votes"), Range(0, int.MaxValue), Description("Smallest number of TMDB votes.")]
    public int? MinVotes { get; init; }

    [FromQuery(Name = "language"), MaxLength(2), Description("Original language, ISO 639-1.")]
    public string? Language { get; init; }

    [FromQuery(Name = "person"), Range(1, int.MaxValue), Description("TMDB's id of someone in the cast or crew.")]
    public int? Person { get; init; }

    [FromQuery(Name = "collection"), Range(1, int.MaxValue), Description("TMDB's id of a collection.")]
    public int? Collection { get; init; }

    [FromQuery(Name = "keyword"), MaxLength(200), Description(NameOrId)]
    public string? Keyword { get; init; }

    [FromQuery(Name = "sort"), DefaultValue("popularity.desc"), Description("Field and direction.")]
    [AllowedValues("popularity.desc", "release_date.desc", "release_date.asc", "vote_average.desc",
        "vote_count.desc", "title.asc", "revenue.desc")]
    public string? Sort { get; init; }

    internal MovieFilter ToFilter()
    {
        var filter = new MovieFilter { Genre = Genre ?? "", Language = Language ?? "", Keyword = Keyword ?? "" };
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

    internal MovieSort ToSort() => Sort switch
    {
        "release_date.desc" => MovieSort.ReleaseDateDesc,
        "release_date.asc" => MovieSort.ReleaseDateAsc,
        "vote_average.desc" => MovieSort.VoteAverageDesc,
        "vote_count.desc" => MovieSort.VoteCountDesc,
        "title.asc" => MovieSort.TitleAsc,
        "revenue.desc" => MovieSort.RevenueDesc,
        _ => MovieSort.PopularityDesc,
    };
}
