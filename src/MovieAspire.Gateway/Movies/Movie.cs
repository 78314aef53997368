namespace MovieAspire.Gateway.Movies;

/// <summary>All that is known of a movie; null is what the providers do not know.</summary>
public sealed record Movie
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

    /// <summary>Genres by TMDB's list.</summary>
    public required IReadOnlyList<NamedItem> Genres { get; init; }

    /// <summary>Path of the poster on TMDB's image server.</summary>
    public required string? PosterPath { get; init; }

    /// <summary>Path of the backdrop on TMDB's image server.</summary>
    public required string? BackdropPath { get; init; }

    /// <summary>Minutes.</summary>
    public required int? Runtime { get; init; }

    /// <summary>US dollars.</summary>
    public required long? Budget { get; init; }

    /// <summary>Worldwide, US dollars.</summary>
    public required long? Revenue { get; init; }

    /// <summary>The line on the poster.</summary>
    public required string? Tagline { get; init; }

    /// <summary>TMDB's production status, for example Released.</summary>
    public required string? Status { get; init; }

    /// <summary>IMDb's id, for example tt0068646.</summary>
    public required string? ImdbId { get; init; }

    /// <summary>The title in the original language.</summary>
    public required string? OriginalTitle { get; init; }

    /// <summary>ISO 639-1.</summary>
    public required string? OriginalLanguage { get; init; }

    /// <summary>By billing; the first ten, or everyone with cast=all.</summary>
    public required IReadOnlyList<CastMember> Cast { get; init; }

    /// <summary>Everyone behind the camera whom TMDB names.</summary>
    public required IReadOnlyList<CrewMember> Crew { get; init; }

    /// <summary>Names of the crew whose job is Director.</summary>
    public required IReadOnlyList<string> Directors { get; init; }

    /// <summary>TMDB's keywords.</summary>
    public required IReadOnlyList<NamedItem> Keywords { get; init; }

    /// <summary>Ids of movies that TMDB calls similar.</summary>
    public required IReadOnlyList<int> SimilarMovieIds { get; init; }

    /// <summary>YouTube's video id of the trailer.</summary>
    public required string? TrailerKey { get; init; }

    /// <summary>The series that the movie belongs to.</summary>
    public required NamedItem? Collection { get; init; }

    /// <summary>What OMDb knows; null until it was asked.</summary>
    public required OmdbFacts? Omdb { get; init; }

    /// <summary>Bayesian mean of the vote average, 0 to 10; null until statistics were computed.</summary>
    public required double? WeightedRating { get; init; }

    /// <summary>When TMDB was asked last, UTC.</summary>
    public required DateTime? LastTmdbUpdate { get; init; }

    /// <summary>When OMDb was asked last, UTC.</summary>
    public required DateTime? LastOmdbUpdate { get; init; }

    /// <summary>Not refreshed any more, because it has long stopped changing.</summary>
    public required bool DataFrozen { get; init; }

    /// <summary>When anything here changed last, UTC.</summary>
    public required DateTime? UpdatedAt { get; init; }

    /// <summary>Production companies.</summary>
    public required IReadOnlyList<NamedItem> Companies { get; init; }

    /// <summary>Titles in other countries and languages.</summary>
    public required IReadOnlyList<string> AlternativeTitles { get; init; }
}
