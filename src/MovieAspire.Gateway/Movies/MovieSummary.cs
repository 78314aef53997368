using MovieAspire.Gateway.Http;
using Proto = MovieAspire.Contracts.Catalog.V1;

namespace MovieAspire.Gateway.Movies;

/// <summary>A movie in a list.</summary>
public sealed record MovieSummary
{
    /// <summary>TMDB's id.</summary>
    public required int Id { get; init; }

    /// <summary>The English title.</summary>
    public required string Title { get; init; }

    /// <summary>The first release.</summary>
    public required DateOnly? ReleaseDate { get; init; }

    /// <summary>A short synopsis.</summary>
    public required string? Overview { get; init; }

    /// <summary>TMDB's popularity figure; it has no upper bound.</summary>
    public required double Popularity { get; init; }

    /// <summary>Mean of the TMDB votes, 0 to 10; 0 without votes.</summary>
    public required double VoteAverage { get; init; }

    /// <summary>Number of TMDB votes.</summary>
    public required int VoteCount { get; init; }

    /// <summary>Among the 100 movies that trend most today.</summary>
    public required bool IsTrending { get; init; }

    /// <summary>Rated high (a weighted rating in the top quarter) and hardly noticed (a popularity below the median).</summary>
    public required bool IsUnderrated { get; init; }

    /// <summary>Path of the poster on TMDB's image server.</summary>
    public required string? PosterPath { get; init; }

    /// <summary>Bayesian mean of the vote average, 0 to 10; null without votes, and until statistics were computed.</summary>
    public required double? WeightedRating { get; init; }

    internal static MovieSummary Example { get; } = new()
    {
        Id = 603, Title = "The Matrix", ReleaseDate = new(1999, 3, 30),
        Overview = "A programmer learns that the world around him is a machine's dream.", Popularity = 83.4,
        VoteAverage = 8.2, VoteCount = 26_300, IsTrending = true, IsUnderrated = false,
        PosterPath = "/aOIuZAjPaRIE6CMzbazvcHuHXDc.jpg", WeightedRating = 8.1,
    };

    internal static MovieSummary From(Proto.MovieSummary movie) => new()
    {
        Id = movie.Id,
        Title = movie.Title,
        ReleaseDate = movie.ReleaseDate.ToDate(),
        Overview = movie.Overview.OrNull(),
        Popularity = movie.Popularity,
        VoteAverage = movie.VoteAverage,
        VoteCount = movie.VoteCount,
        IsTrending = movie.IsTrending,
        IsUnderrated = movie.IsUnderrated,
        PosterPath = movie.PosterPath.OrNull(),
        WeightedRating = movie.HasWeightedRating ? movie.WeightedRating : null,
    };
}
