using MovieAspire.Recommendations.Models;

namespace MovieAspire.Benchmarks.Recommendations;

/// <summary>A recommender: fills in a score for each movie, given the movies that a user likes.</summary>
internal delegate void Scorer(int[] shown, float[] scores);

/// <summary>What any recommender must beat.</summary>
internal static class Baselines
{
    /// <summary>The movies that most people like, whoever asks.</summary>
    public static Scorer Popularity(Interactions likes)
    {
        var counts = Counts(likes);
        return (_, scores) =>
        {
            for (var column = 0; column < counts.Length; column++)
                scores[likes.Movies[column]] = counts[column];
        };
    }

    /// <summary>
    /// Item-kNN: the sum of the cosines, shrunk by the number of common likes, over those shown that are among a movie's
    /// nearest neighbours.
    /// </summary>
    public static Scorer ItemKnn(Interactions likes, int neighbours, double shrinkage)
    {
        var (n, counts) = (likes.Movies.Length, Counts(likes));
        var similar = new float[n * n];
        foreach (var liked in likes.Users)
        {
            foreach (var a in liked)
            {
                foreach (var b in liked)
                    similar[a * n + b]++;
            }
        }

        Parallel.For(0, n, a =>
        {
            var row = similar.AsSpan(a * n, n);
            for (var b = 0; b < n; b++)
                row[b] = a == b ? 0 : (float)(row[b] / (Math.Sqrt((double)counts[a] * counts[b]) + shrinkage));
            var sorted = row.ToArray();
            Array.Sort(sorted);
            var least = sorted[Math.Max(0, n - neighbours)];
            for (var b = 0; b < n; b++)
                row[b] = row[b] >= least ? row[b] : 0;
        });

        var columns = likes.Movies.Select((movie, column) => (movie, column)).ToDictionary(pair => pair.movie, pair => pair.column);
        return (shown, scores) =>
        {
            var known = shown.Where(columns.ContainsKey).Select(movie => columns[movie]).ToArray();
            for (var a = 0; a < n; a++)
            {
                foreach (var b in known)
                    scores[likes.Movies[a]] += similar[a * n + b];
            }
        };
    }

    private static int[] Counts(Interactions likes)
    {
        var counts = new int[likes.Movies.Length];
        foreach (var column in likes.Users.SelectMany(liked => liked))
            counts[column]++;
        return counts;
    }
}
