using MovieAspire.Gateway.Http;
using Proto = MovieAspire.Contracts.Catalog.V1;

namespace MovieAspire.Gateway.Movies;

internal static class MovieMapping
{
    private const string Director = "Director";

    internal static MovieSummary ToSummary(Proto.MovieSummary movie) => new()
    {
        Id = movie.Id,
        Title = movie.Title,
        ReleaseDate = Known.Date(movie.ReleaseDate),
        Overview = Known.Text(movie.Overview),
        Popularity = movie.Popularity,
        VoteAverage = movie.VoteAverage,
        VoteCount = movie.VoteCount,
        IsTrending = movie.IsTrending,
        IsUnderrated = movie.IsUnderrated,
        PosterPath = Known.Text(movie.PosterPath),
    };

    internal static Movie ToMovie(Proto.Movie movie) => new()
    {
        Id = movie.Summary.Id,
        Title = movie.Summary.Title,
        ReleaseDate = Known.Date(movie.Summary.ReleaseDate),
        Overview = Known.Text(movie.Summary.Overview),
        Popularity = movie.Summary.Popularity,
        VoteAverage = movie.Summary.VoteAverage,
        VoteCount = movie.Summary.VoteCount,
        IsTrending = movie.Summary.IsTrending,
        IsUnderrated = movie.Summary.IsUnderrated,
        Genres = [.. movie.Genres.Select(genre => new NamedItem(genre.Id, genre.Name))],
        PosterPath = Known.Text(movie.Summary.PosterPath),
        BackdropPath = Known.Text(movie.BackdropPath),
        Runtime = movie.HasRuntime ? movie.Runtime : null,
        Budget = movie.HasBudget ? movie.Budget : null,
        Revenue = movie.HasRevenue ? movie.Revenue : null,
        Tagline = Known.Text(movie.Tagline),
        Status = Known.Text(movie.Status),
        ImdbId = Known.Text(movie.ImdbId),
        OriginalTitle = Known.Text(movie.OriginalTitle),
        OriginalLanguage = Known.Text(movie.OriginalLanguage),
        Cast = [.. movie.Cast.Select(ToCastMember)],
        Crew = [.. movie.Crew.Select(member => new CrewMember(member.Id, member.Name, member.Job, member.Department))],
        Directors = [.. movie.Crew.Where(member => member.Job is Director).Select(member => member.Name)],
        Keywords = [.. movie.Keywords.Select(keyword => new NamedItem(keyword.Id, keyword.Name))],
        SimilarMovieIds = [.. movie.SimilarMovieIds],
        TrailerKey = Known.Text(movie.TrailerKey),
        Collection = movie.Collection is { } collection ? new(collection.Id, collection.Name) : null,
        Omdb = movie.Omdb is { } omdb ? ToOmdbFacts(omdb) : null,
        WeightedRating = movie.HasWeightedRating ? movie.WeightedRating : null,
        LastTmdbUpdate = Known.Time(movie.LastTmdbUpdate),
        LastOmdbUpdate = Known.Time(movie.LastOmdbUpdate),
        DataFrozen = movie.DataFrozen,
        UpdatedAt = Known.Time(movie.UpdatedAt),
        Companies = [.. movie.Companies.Select(company => new NamedItem(company.Id, company.Name))],
        AlternativeTitles = [.. movie.AlternativeTitles],
    };

    private static CastMember ToCastMember(Proto.CastMember member) =>
        new(member.Id, member.Name, Known.Text(member.Character), member.Order);

    private static OmdbFacts ToOmdbFacts(Proto.OmdbFacts omdb) => new(
        omdb.HasImdbRating ? omdb.ImdbRating : null,
        omdb.HasImdbVotes ? omdb.ImdbVotes : null,
        omdb.HasRottenTomatoes ? omdb.RottenTomatoes : null,
        omdb.HasMetacritic ? omdb.Metacritic : null,
        Known.Text(omdb.Awards),
        omdb.HasBoxOffice ? omdb.BoxOffice : null,
        Known.Text(omdb.Rated));
}
