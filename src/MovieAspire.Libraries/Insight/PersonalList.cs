using MovieAspire.Contracts.Libraries.V1;

namespace MovieAspire.Libraries.Insight;

/// <summary>What to watch after one movie, as it was computed for everyone.</summary>
/// <param name="Movie">TMDB id.</param>
/// <param name="Recommended">The best first, with the scores of the models.</param>
public sealed record MovieList(int Movie, IReadOnlyList<ListedMovie> Recommended);

/// <summary>A movie of a list, and why it is there.</summary>
public readonly record struct ListedMovie(int Movie, float Score, IReadOnlyList<PersonalReason> Reasons);

/// <summary>
/// What a person may like: the lists of the films that the person likes, added up by how much each is liked, less those of films
/// that were disliked; then picked so that no director and no series fills the list.
/// <code>score = sum over the person's films of weight * score in the film's list / best score of that list</code>
/// </summary>
public static class PersonalList
{
    public const int Size = 100;

    /// <summary>Fewer rated or liked films say too little of a person.</summary>
    public const int LeastSignals = 5;

    private const int MaxFilms = 400;
    private const int MaxReasons = 3;
    private const int MaxPerDirector = 3;
    private const int MaxPerCollection = 1;
    private const double Like = 1;
    private const double Dislike = 0.5;

    /// <summary>What speaks for or against the lists of a film: half a star above the person's mean counts 1.</summary>
    public static IReadOnlyList<(LibraryFilm Film, double Weight)> Signals(IReadOnlyCollection<LibraryFilm> films)
    {
        var rated = films.Where(film => film.IsWatched && film.Rating is not null).ToList();
        var mean = Averages.Pulled(rated.Sum(film => film.Rating!.Value), rated.Count, 3.3, 5);
        return [.. films.Where(film => film.IsWatched && (film.Rating is not null || film.IsLiked))
            .Select(film => (film, WeightOf(film))).Where(pair => pair.Item2 != 0)
            .OrderByDescending(pair => Math.Abs(pair.Item2)).ThenByDescending(pair => pair.film.LoggedOn).ThenBy(pair => pair.film.Id).Take(MaxFilms)];

        double WeightOf(LibraryFilm film)
        {
            var above = film.Rating is { } rating ? (rating - mean) * 2 : 0;
            return (above < 0 ? above * Dislike : above + 0.5) + (film.IsLiked ? Like : 0);
        }
    }

    /// <summary>Every proposed movie with its score and the films that speak for it most, the best first.</summary>
    public static IReadOnlyList<(int Movie, double Score, IReadOnlyList<(LibraryFilm Film, double Part, ListedMovie Listed)> Parts)> Score(
        IReadOnlyList<(LibraryFilm Film, double Weight)> signals, IReadOnlyDictionary<int, MovieList> lists)
    {
        var scores = new Dictionary<int, List<(LibraryFilm, double Part, ListedMovie)>>();
        foreach (var (film, weight) in signals)
        {
            if (!lists.TryGetValue(film.MovieId, out var list) || list.Recommended is not [{ Score: > 0 and var top }, ..])
                continue;
            foreach (var listed in list.Recommended)
            {
                if (!scores.TryGetValue(listed.Movie, out var parts))
                    scores[listed.Movie] = parts = [];
                parts.Add((film, weight * listed.Score / top, listed));
            }
        }

        return [.. scores.Select(movie => (movie.Key, Score: movie.Value.Sum(part => part.Part),
                (IReadOnlyList<(LibraryFilm, double, ListedMovie)>)[.. movie.Value.Where(part => part.Part > 0).OrderByDescending(part => part.Part).Take(MaxReasons)]))
            .Where(movie => movie.Score > 0).OrderByDescending(movie => movie.Score).ThenBy(movie => movie.Key)];
    }

    /// <param name="films">The library.</param>
    /// <param name="lists">Of the films of <see cref="Signals"/>.</param>
    /// <param name="movies">What is known of the movies that the lists name.</param>
    public static IReadOnlyList<PersonalRecommendation> Pick(
        IReadOnlyCollection<LibraryFilm> films, IReadOnlyDictionary<int, MovieList> lists, IReadOnlyDictionary<int, LibraryFilm> movies)
    {
        var seen = films.Where(film => film.IsWatched).Select(film => film.MovieId).ToHashSet();
        var wanted = films.Where(film => film.IsWatchlisted).Select(film => film.MovieId).ToHashSet();
        var taste = new Taste(films.Where(film => film.IsWatched));
        var (directors, collections) = (new Dictionary<int, int>(), new Dictionary<int, int>());
        var picked = new List<PersonalRecommendation>();
        foreach (var (id, score, parts) in Score(Signals(films), lists))
        {
            if (seen.Contains(id) || !movies.TryGetValue(id, out var movie) || parts.Count == 0)
                continue;
            if (movie.Directors.Any(person => directors.GetValueOrDefault(person.Id) >= MaxPerDirector)
                || (movie.CollectionId > 0 && collections.GetValueOrDefault(movie.CollectionId) >= MaxPerCollection))
                continue;
            foreach (var person in movie.Directors)
                directors[person.Id] = directors.GetValueOrDefault(person.Id) + 1;
            collections[movie.CollectionId] = collections.GetValueOrDefault(movie.CollectionId) + 1;

            var recommendation = ToMessage(movie, score, wanted.Contains(id));
            recommendation.PredictedRating = Math.Round(taste.Predict(movie), 2);
            recommendation.Reasons.AddRange(ReasonsOf(parts));
            picked.Add(recommendation);
            if (picked.Count == Size)
                break;
        }

        return picked;
    }

    /// <summary>A movie of a list, without what the list says.</summary>
    public static PersonalRecommendation ToMessage(LibraryFilm movie, double score, bool isWanted)
    {
        var message = new PersonalRecommendation
        {
            Id = movie.MovieId, Title = movie.Title, VoteAverage = movie.VoteAverage, VoteCount = movie.VoteCount, Score = Math.Round(score, 4),
            InWatchlist = isWanted,
        };
        if (movie.ReleaseDate is { } released)
            message.ReleaseDate = Days.Text(released);
        if (movie.PosterPath is { } poster)
            message.PosterPath = poster;
        return message;
    }

    // The same reason of several films is one.
    private static IEnumerable<PersonalReason> ReasonsOf(IReadOnlyList<(LibraryFilm Film, double Part, ListedMovie Listed)> parts) => parts
        .SelectMany(part => part.Listed.Reasons.Take(1).Select(reason => (reason, part.Film)))
        .GroupBy(pair => (pair.reason.Kind, string.Join('|', pair.reason.Names)))
        .Select(group =>
        {
            var reason = new PersonalReason { Kind = group.Key.Kind };
            reason.Names.AddRange(group.First().reason.Names);
            reason.BecauseOf.AddRange(group.Select(pair => pair.Film.Title).Distinct(StringComparer.Ordinal).Take(MaxReasons));
            return reason;
        });
}
