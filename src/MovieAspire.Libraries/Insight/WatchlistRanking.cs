using MovieAspire.Contracts.Libraries.V1;

namespace MovieAspire.Libraries.Insight;

/// <summary>A watchlist by how its films will probably be rated.</summary>
public static class WatchlistRanking
{
    private const int MaxReasons = 3;
    private const double Liked = 3.5;

    /// <param name="films">The library.</param>
    public static IReadOnlyList<WatchlistFilm> Of(IReadOnlyCollection<LibraryFilm> films)
    {
        var seen = films.Where(film => film.IsWatched).ToList();
        var taste = new Taste(seen);
        var liked = seen.Where(film => film.Rating >= Liked || film.IsLiked).OrderByDescending(film => film.Rating ?? Liked).ThenBy(film => film.Id).ToList();
        var byDirector = liked.SelectMany(film => film.Directors.Select(person => (person.Id, film))).ToLookup(pair => pair.Id, pair => pair.film);
        var byActor = liked.SelectMany(film => film.Actors.Take(3).Select(person => (person.Id, film))).ToLookup(pair => pair.Id, pair => pair.film);
        return [.. films.Where(film => film is { IsWatchlisted: true, IsWatched: false }).DistinctBy(film => film.MovieId)
            .Select(film => ToMessage(
                film, taste.Predict(film),
                film.Directors.SelectMany(person => byDirector[person.Id]).Concat(film.Actors.Take(3).SelectMany(person => byActor[person.Id]))
                    .Select(other => other.Title).Distinct(StringComparer.Ordinal).Take(MaxReasons)))
            .OrderByDescending(film => film.PredictedRating).ThenByDescending(film => film.VoteCount).ThenBy(film => film.FilmId)];
    }

    private static WatchlistFilm ToMessage(LibraryFilm film, double predicted, IEnumerable<string> because)
    {
        var message = new WatchlistFilm { FilmId = film.Id, TmdbId = film.MovieId, Title = film.Title, PredictedRating = Math.Round(predicted, 3) };
        if (film.Year is { } year)
            message.Year = year;
        if (film.HasCrowd)
            (message.VoteAverage, message.VoteCount) = (film.VoteAverage, film.VoteCount);
        if (film.Runtime is { } runtime)
            message.Runtime = runtime;
        message.Genres.AddRange(film.Genres);
        if (film.PosterPath is { } poster)
            message.PosterPath = poster;
        if (film.LoggedOn is { } added)
            message.AddedOn = Days.Text(added);
        message.BecauseOf.AddRange(because);
        return message;
    }
}
