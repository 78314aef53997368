namespace MovieAspire.Recommendations.Models;

/// <summary>
/// What people like who liked a movie: the co-occurrence model EASE (H. Steck, Embarrassingly Shallow Autoencoders for
/// Sparse Data, WWW 2019). With X the likes of users by movies and P the inverse of X'X + L2 * I, the weight of movie i
/// for movie j is -P_ij / P_jj, and 0 for itself.
/// </summary>
public sealed class EaseModel
{
    private readonly int[] _movies;
    private readonly Dictionary<int, int> _columns;
    private readonly int[] _likes;
    private readonly float[] _weights;

    private EaseModel(int[] movies, int[] likes, float[] weights)
    {
        (_movies, _likes, _weights) = (movies, likes, weights);
        _columns = movies.Select((movie, column) => (movie, column)).ToDictionary(pair => pair.movie, pair => pair.column);
    }

    /// <summary>Numbers of the movies that the model knows.</summary>
    public IReadOnlyList<int> Movies => _movies;

    public static EaseModel Learn(Interactions likes, double l2, Action<int> progress, CancellationToken cancellationToken)
    {
        var n = likes.Movies.Length;
        var gram = new double[(long)n * n];
        foreach (var liked in likes.Users)
        {
            foreach (var a in liked)
            {
                foreach (var b in liked)
                    gram[a * n + b]++;
            }
        }

        var counts = new int[n];
        for (var i = 0; i < n; i++)
        {
            counts[i] = (int)gram[i * n + i];
            gram[i * n + i] += l2;
        }

        SymmetricInverse.Invert(gram, n, progress, cancellationToken);

        var weights = new float[(long)n * n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
                weights[i * n + j] = i == j ? 0 : (float)(-gram[i * n + j] / gram[j * n + j]);
        }

        return new(likes.Movies, counts, weights);
    }

    /// <summary>How much it says for each of <see cref="Movies"/> that somebody liked this one; nothing when it is unknown.</summary>
    public ReadOnlySpan<float> WeightsOf(int movie) =>
        _columns.TryGetValue(movie, out var column) ? _weights.AsSpan(column * _movies.Length, _movies.Length) : [];

    /// <summary>How many people liked a movie; 0 when it is unknown.</summary>
    public int LikesOf(int movie) => _columns.TryGetValue(movie, out var column) ? _likes[column] : 0;

    /// <summary>How much it says for a movie that somebody liked another; 0 when one of them is unknown.</summary>
    public float WeightOf(int liked, int movie) =>
        _columns.TryGetValue(movie, out var column) && WeightsOf(liked) is { Length: > 0 } weights ? weights[column] : 0;
}
