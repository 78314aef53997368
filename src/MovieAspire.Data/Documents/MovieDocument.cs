using Google.Protobuf;
using MovieAspire.Contracts.Catalog.V1;

namespace MovieAspire.Data.Documents;

/// <summary>A movie as catalog.movie_documents keeps it.</summary>
/// <param name="MovieId">TMDB id.</param>
/// <param name="Document">The bytes of a <see cref="Movie"/> with the first <see cref="TopCast"/> of its cast.</param>
/// <param name="FurtherCast">The rest of the cast, likewise: appended to the document it makes the whole cast.</param>
public sealed record MovieDocument(int MovieId, byte[] Document, byte[] FurtherCast)
{
    /// <summary>Cast members that a movie shows unless it is asked for all.</summary>
    public const int TopCast = 10;

    /// <param name="movie">With its whole cast; it has the first of it afterwards.</param>
    public static MovieDocument From(Movie movie)
    {
        var further = new Movie();
        while (movie.Cast.Count > TopCast + further.Cast.Count)
            further.Cast.Add(movie.Cast[TopCast + further.Cast.Count]);
        while (movie.Cast.Count > TopCast)
            movie.Cast.RemoveAt(movie.Cast.Count - 1);
        return new(movie.Summary.Id, movie.ToByteArray(), further.ToByteArray());
    }
}
