using MovieAspire.Gateway.Http;
using Proto = MovieAspire.Contracts.Catalog.V1;

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

    internal static Movie Example { get; } = new()
    {
        Id = 603, Title = "The Matrix", ReleaseDate = new(1999, 3, 30),
        Overview = "A programmer learns that the world around him is a machine's dream.", Popularity = 83.4,
        VoteAverage = 8.2, VoteCount = 26_300, IsTrending = true, IsUnderrated = false,
        Genres = [new(28, "Action"), new(878, "Science Fiction")], PosterPath = "/aOIuZAjPaRIE6CMzbazvcHuHXDc.jpg",
        BackdropPath = null, Runtime = 136, Budget = 63_000_000, Revenue = 463_517_383, Tagline = "Free your mind.",
        Status = "Released", ImdbId = "tt0133093", OriginalTitle = "The Matrix", OriginalLanguage = "en",
        Cast = [new(6384, "Keanu Reeves", "Neo", 0)], Crew = [new(9340, "Lana Wachowski", "Director", "Directing")],
        Directors = ["Lana Wachowski"], Keywords = [new(83, "saving the world")], SimilarMovieIds = [604, 605],
        TrailerKey = "vKQi3bBA1y8", Collection = new(2344, "The Matrix Collection"),
        Omdb = new(8.7, 2_100_000, 83, 73, "Won 4 Oscars.", 172_076_928, "R", "Lana Wachowski, Lilly Wachowski", "Keanu Reeves, Laurence Fishburne", 0.5, false), WeightedRating = 8.1,
        LastTmdbUpdate = new(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc), LastOmdbUpdate = new(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc),
        DataFrozen = false, UpdatedAt = new(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc),
        Companies = [new(79, "Village Roadshow Pictures")], AlternativeTitles = ["Matrix"],
    };

    internal static Movie From(Proto.Movie movie) => new()
    {
        Id = movie.Summary.Id,
        Title = movie.Summary.Title,
        ReleaseDate = movie.Summary.ReleaseDate.ToDate(),
        Overview = movie.Summary.Overview.OrNull(),
        Popularity = movie.Summary.Popularity,
        VoteAverage = movie.Summary.VoteAverage,
        VoteCount = movie.Summary.VoteCount,
        IsTrending = movie.Summary.IsTrending,
        IsUnderrated = movie.Summary.IsUnderrated,
        Genres = [.. movie.Genres.Select(genre => new NamedItem(genre.Id, genre.Name))],
        PosterPath = movie.Summary.PosterPath.OrNull(),
        BackdropPath = movie.BackdropPath.OrNull(),
        Runtime = movie.HasRuntime ? movie.Runtime : null,
        Budget = movie.HasBudget ? movie.Budget : null,
        Revenue = movie.HasRevenue ? movie.Revenue : null,
        Tagline = movie.Tagline.OrNull(),
        Status = movie.Status.OrNull(),
        ImdbId = movie.ImdbId.OrNull(),
        OriginalTitle = movie.OriginalTitle.OrNull(),
        OriginalLanguage = movie.OriginalLanguage.OrNull(),
        Cast = [.. movie.Cast.Select(CastMember.From)],
        Crew = [.. movie.Crew.Select(member => new CrewMember(member.Id, member.Name, member.Job, member.Department))],
        Directors = [.. movie.Crew.Where(member => member.Job is "Director").Select(member => member.Name)],
        Keywords = [.. movie.Keywords.Select(keyword => new NamedItem(keyword.Id, keyword.Name))],
        SimilarMovieIds = [.. movie.SimilarMovieIds],
        TrailerKey = movie.TrailerKey.OrNull(),
        Collection = movie.Collection is { } collection ? new(collection.Id, collection.Name) : null,
        Omdb = movie.Omdb is { } omdb ? OmdbFacts.From(omdb, movie.Summary) : null,
        WeightedRating = movie.HasWeightedRating ? movie.WeightedRating : null,
        LastTmdbUpdate = movie.LastTmdbUpdate.ToUtc(),
        LastOmdbUpdate = movie.LastOmdbUpdate.ToUtc(),
        DataFrozen = movie.DataFrozen,
        UpdatedAt = movie.UpdatedAt.ToUtc(),
        Companies = [.. movie.Companies.Select(company => new NamedItem(company.Id, company.Name))],
        AlternativeTitles = [.. movie.AlternativeTitles],
    };
}

/// <summary>A genre, keyword, collection or company.</summary>
/// <param name="Id">TMDB's id.</param>
/// <param name="Name">The English name.</param>
public sealed record NamedItem(int Id, string Name);

/// <summary>Someone in front of the camera.</summary>
/// <param name="Id">TMDB's id of the person.</param>
/// <param name="Name">The person's name.</param>
/// <param name="Character">Whom they play.</param>
/// <param name="Order">Place in the billing, 0 first.</param>
public sealed record CastMember(int Id, string Name, string? Character, int Order)
{
    internal static CastMember From(Proto.CastMember member) =>
        new(member.Id, member.Name, member.Character.OrNull(), member.Order);
}

/// <summary>Someone behind the camera.</summary>
/// <param name="Id">TMDB's id of the person.</param>
/// <param name="Name">The person's name.</param>
/// <param name="Job">For example Director.</param>
/// <param name="Department">For example Directing.</param>
public sealed record CrewMember(int Id, string Name, string Job, string Department);

/// <summary>What OMDb adds to TMDB's data.</summary>
/// <param name="ImdbRating">0 to 10.</param>
/// <param name="ImdbVotes">Number of IMDb votes.</param>
/// <param name="RottenTomatoes">Per cent.</param>
/// <param name="Metacritic">0 to 100.</param>
/// <param name="Awards">Free text, as OMDb has it.</param>
/// <param name="BoxOffice">In the USA, US dollars.</param>
/// <param name="Rated">MPAA rating, for example PG-13.</param>
/// <param name="Director">Names by comma, as OMDb has them.</param>
/// <param name="Actors">Names by comma, as OMDb has them.</param>
/// <param name="RatingDifference">IMDb's rating minus TMDB's; null unless both have votes.</param>
/// <param name="RatingsDisagree">Whether they are one and a half apart, or more.</param>
public sealed record OmdbFacts(
    double? ImdbRating, int? ImdbVotes, int? RottenTomatoes, int? Metacritic, string? Awards, long? BoxOffice,
    string? Rated, string? Director, string? Actors, double? RatingDifference, bool RatingsDisagree)
{
    private const double Disagreement = 1.5;

    internal static OmdbFacts From(Proto.OmdbFacts omdb, Proto.MovieSummary tmdb)
    {
        double? difference = omdb.HasImdbRating && tmdb.VoteCount > 0 ? Math.Round(omdb.ImdbRating - tmdb.VoteAverage, 1) : null;
        return new(
            omdb.HasImdbRating ? omdb.ImdbRating : null,
            omdb.HasImdbVotes ? omdb.ImdbVotes : null,
            omdb.HasRottenTomatoes ? omdb.RottenTomatoes : null,
            omdb.HasMetacritic ? omdb.Metacritic : null,
            omdb.Awards.OrNull(),
            omdb.HasBoxOffice ? omdb.BoxOffice : null,
            omdb.Rated.OrNull(),
            omdb.Director.OrNull(),
            omdb.Actors.OrNull(),
            difference,
            difference is { } apart && Math.Abs(apart) >= Disagreement);
    }
}
