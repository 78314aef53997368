using MovieAspire.Recommendations.Input;

namespace MovieAspire.Recommendations.Models;

/// <summary>
/// The inverted index: for each term the movies that have it, those with the most votes first, and only so many of them.
/// Adult movies are not in it, because it finds what to recommend.
/// </summary>
public sealed class InvertedIndex
{
    private readonly int[] _starts;
    private readonly int[] _movies;
    private readonly float[] _values;

    private InvertedIndex(int[] starts, int[] movies, float[] values) => (_starts, _movies, _values) = (starts, movies, values);

    public static InvertedIndex Of(SparseMatrix vectors, RecommendationInput input, int max)
    {
        var counts = new int[input.Features.Length];
        ForEach((_, _, term) => counts[term]++);
        var starts = new int[counts.Length + 1];
        for (var term = 0; term < counts.Length; term++) starts[term + 1] = starts[term] + Math.Min(counts[term], max);

        var (movies, values, next) = (new int[starts[^1]], new float[starts[^1]], starts[..^1]);
        ForEach((movie, place, term) =>
        {
            if (next[term] == starts[term + 1]) return;
            (movies[next[term]], values[next[term]++]) = (movie, vectors.Values[place]);
        });
        return new(starts, movies, values);

        // By number, which is by votes.
        void ForEach(Action<int, int, int> visit)
        {
            for (var movie = 0; movie < vectors.Count; movie++)
            {
                if (input.Movies[movie].Adult != 0) continue;
                for (var place = vectors.Starts[movie]; place < vectors.Starts[movie + 1]; place++)
                    visit(movie, place, vectors.Columns[place]);
            }
        }
    }

    /// <summary>The movies of a term and its weights in them.</summary>
    public SparseVector Of(int term)
    {
        var range = _starts[term].._starts[term + 1];
        return new(_movies.AsSpan(range), _values.AsSpan(range));
    }
}
