using System.Security.Cryptography;
using System.Text.Json;
using MovieAspire.Data.Catalog;
using MovieAspire.Providers.Omdb;
using MovieAspire.Worker.Collect.Details;

namespace MovieAspire.Worker.Collect.Omdb;

/// <summary>OMDb's answer as a row of the catalog.</summary>
internal static class OmdbMapping
{
    public static OmdbMovieRow From(int movieId, OmdbTitle answer)
    {
        var movie = new OmdbMovieRow
        {
            MovieId = movieId,
            ImdbRating = answer.ImdbRating,
            ImdbVotes = answer.ImdbVotes is { } votes ? (int)Math.Clamp(votes, 0, int.MaxValue) : null,
            RottenTomatoes = PerCent(answer.RottenTomatoes),
            Metacritic = PerCent(answer.Metacritic),
            Awards = Text(answer.Awards),
            BoxOffice = answer.BoxOffice,
            Rated = Text(answer.Rated),
            Director = Text(answer.Director),
            Actors = Text(answer.Actors),
        };
        movie.ContentHash = Hash(movie);
        return movie;
    }

    // Over what is stored and nothing else, so that a field that nobody keeps is no change.
    private static byte[] Hash(OmdbMovieRow movie) => SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes<object?[]>(
    [
        movie.ImdbRating, movie.ImdbVotes, movie.RottenTomatoes, movie.Metacritic, movie.Awards, movie.BoxOffice,
        movie.Rated, movie.Director, movie.Actors,
    ]));

    private static short? PerCent(int? score) => score is >= 0 and <= 100 ? (short)score : null;

    private static string? Text(string? text) => MovieMapping.Text(text) is { Length: > 0 } some ? some : null;
}
