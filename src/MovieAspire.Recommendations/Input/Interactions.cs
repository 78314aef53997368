namespace MovieAspire.Recommendations.Input;

/// <summary>Who liked what.</summary>
/// <param name="Movies">The numbers of the movies, those liked most first; a column of <paramref name="Users"/> each.</param>
/// <param name="Users">A row for each user with 1 for each movie liked.</param>
public sealed record Interactions(int[] Movies, SparseMatrix Users)
{
    /// <summary>Takes the ratings from <paramref name="likedFrom"/> stars of the movies that were liked most.</summary>
    /// <param name="ratings">The ratings.</param>
    /// <param name="numbers">The movies' numbers by TMDB id; others are ignored.</param>
    /// <param name="likedFrom">The least stars of a like.</param>
    /// <param name="maxMovies">How many movies at most.</param>
    public static Interactions From(
        IEnumerable<Rating> ratings, IReadOnlyDictionary<int, int> numbers, double likedFrom, int maxMovies)
    {
        var (users, counts) = (new Dictionary<int, int>(), new Dictionary<int, int>());
        var liked = new List<(int User, int Movie)>();
        foreach (var rating in ratings)
        {
            if (rating.Stars < likedFrom || !numbers.TryGetValue(rating.Movie, out var movie)) continue;
            if (!users.TryGetValue(rating.User, out var user)) users.Add(rating.User, user = users.Count);
            counts[movie] = counts.GetValueOrDefault(movie) + 1;
            liked.Add((user, movie));
        }

        var movies = counts.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key)
            .Take(maxMovies).Select(entry => entry.Key).ToArray();
        var columns = movies.Select((movie, column) => (movie, column)).ToDictionary(pair => pair.movie, pair => pair.column);
        var entries = new List<(int, int, float)>(liked.Count);
        foreach (var (user, movie) in liked)
        {
            if (columns.TryGetValue(movie, out var column)) entries.Add((user, column, 1));
        }

        return new(movies, SparseMatrix.From(users.Count, entries));
    }
}
