using MovieAspire.Recommendations.Input;

namespace MovieAspire.Recommendations.Models;

/// <summary>For each feature the candidates that have it, those with the most votes first, and only so many of them.</summary>
internal sealed class InvertedIndex
{
    private readonly SparseMatrix _postings;

    public InvertedIndex(SparseMatrix vectors, Vocabulary vocabulary, int max)
    {
        var words = vocabulary.EndOf(FeatureKind.Genre);
        var starts = new int[vocabulary.Features.Count + 1];
        for (var column = 0; column < vocabulary.Features.Count; column++)
        {
            var movies = vocabulary.Movies[column];
            // A common word is no reason to look at a movie at all; a common keyword is one to look at the best known.
            starts[column + 1] = starts[column] + (column >= words && movies > max ? 0 : Math.Min(movies, max));
        }

        var (movieOf, valueOf, next) = (new int[starts[^1]], new float[starts[^1]], starts[..^1]);
        // By number, which is by votes.
        for (var movie = 0; movie < vectors.Count; movie++)
        {
            var (columns, values) = vectors[movie];
            for (var i = 0; i < columns.Length; i++)
            {
                ref var place = ref next[columns[i]];
                if (place == starts[columns[i] + 1])
                    continue;
                (movieOf[place], valueOf[place++]) = (movie, values[i]);
            }
        }

        _postings = new(starts, movieOf, valueOf);
    }

    /// <summary>The candidates with a feature, and its weights in them.</summary>
    public SparseVector this[int column] => _postings[column];
}
