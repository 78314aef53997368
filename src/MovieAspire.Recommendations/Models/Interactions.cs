using MovieAspire.Recommendations.Input;

namespace MovieAspire.Recommendations.Models;

/// <summary>Who liked what.</summary>
/// <param name="Movies">The numbers of the movies, those liked most first.</param>
/// <param name="Users">For each user the liked movies, by their places in <paramref name="Movies"/>, each once.</param>
public sealed record Interactions(int[] Movies, int[][] Users)
{
    /// <summary>Takes the ratings from <paramref name="likedFrom"/> stars of the movies that were liked most.</summary>
    /// <param name="ratings">The ratings.</param>
    /// <param name="numbers">The movies' numbers by TMDB id; others are ignored.</param>
    /// <param name="likedFrom">The least stars of a like.</param>
    /// <param name="maxMovies">How many movies at most.</param>
    public static Interactions From(
        IEnumerable<Rating> ratings, IReadOnlyDictionary<int, int> numbers, double likedFrom, int maxMovies)
    {
        var (users, counts) = (new Dictionary<int, HashSet<int>>(), new Dictionary<int, int>());
        foreach (var rating in ratings)
        {
            if (rating.Stars < likedFrom || !numbers.TryGetValue(rating.Movie, out var movie))
                continue;
            if (!users.TryGetValue(rating.User, out var liked))
                users.Add(rating.User, liked = []);
            if (liked.Add(movie))
                counts[movie] = counts.GetValueOrDefault(movie) + 1;
        }

        var movies = counts.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key)
            .Take(maxMovies).Select(entry => entry.Key).ToArray();
        var columns = movies.Select((movie, column) => (movie, column)).ToDictionary(pair => pair.movie, pair => pair.column);
        return new(movies, [.. users.Values.Select(liked => liked.Where(columns.ContainsKey).Select(movie => columns[movie]).ToArray())]);
    }
}
