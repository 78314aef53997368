using MovieAspire.Recommendations.Input;

namespace MovieAspire.Recommendations.Models;

/// <summary>
/// How alike movies are by what they have in common. Each field of a movie is a vector of TF-IDF weights, idf =
/// ln(1 + movies / movies with the term); the likeness of two movies is the mean of the cosines of their fields, by the
/// weights of the fields, and so the dot product of two rows of <see cref="Vectors"/>: 0 to 1. A field that a movie
/// lacks adds nothing.
/// </summary>
public sealed class ContentModel
{
    /// <summary>
    /// Terms that a field is thought to have beyond those known: one keyword in common says less of two movies with one
    /// each than ten in common of two with ten.
    /// </summary>
    private const float UnknownTerms = 1;

    private readonly InvertedIndex _index;

    private ContentModel(SparseMatrix vectors, InvertedIndex postings) => (Vectors, _index) = (vectors, postings);

    /// <summary>A row for each movie, a column for each term. Terms of one movie alone count for its length only.</summary>
    public SparseMatrix Vectors { get; }

    public static ContentModel Build(RecommendationInput input, ContentOptions options)
    {
        var movies = new int[input.Features.Length];
        foreach (var term in input.MovieFeatures.Columns) movies[term]++;
        var idf = Array.ConvertAll(movies, count => count > 0 ? MathF.Log(1 + (float)input.Movies.Length / count) : 0);
        var shares = Array.ConvertAll(Enum.GetValues<FeatureKind>(), field => (float)options.ShareOf(field));

        var entries = new List<(int, int, float)>(input.MovieFeatures.Columns.Length);
        var (squares, largest) = (new float[shares.Length], new float[shares.Length]);
        for (var movie = 0; movie < input.Movies.Length; movie++)
        {
            var (terms, weights) = input.MovieFeatures[movie];
            squares.AsSpan().Clear();
            largest.AsSpan().Clear();
            for (var i = 0; i < terms.Length; i++)
            {
                var (field, square) = ((int)input.Features[terms[i]].Kind, Square(weights[i] * idf[terms[i]]));
                squares[field] += square;
                largest[field] = Math.Max(largest[field], square);
            }

            for (var i = 0; i < terms.Length; i++)
            {
                if (movies[terms[i]] < 2) continue;
                var field = input.Features[terms[i]].Kind;
                var unknown = field is FeatureKind.Keyword or FeatureKind.Cast or FeatureKind.Crew or FeatureKind.Story ? UnknownTerms * largest[(int)field] : 0;
                var length = MathF.Sqrt(squares[(int)field] + unknown);
                entries.Add((movie, terms[i], weights[i] * idf[terms[i]] / length * MathF.Sqrt(shares[(int)field])));
            }
        }

        var vectors = SparseMatrix.From(input.Movies.Length, entries);
        return new(vectors, InvertedIndex.Of(vectors, input, options.MaxPostings));
    }

    /// <summary>The movies that are most like one, by the terms that lead to them; not ordered.</summary>
    /// <param name="movie">The movie.</param>
    /// <param name="factors">What the likeness of each movie is multiplied by before they are compared.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="workspace">Memory of the calling thread.</param>
    public void FindAlike(int movie, ReadOnlySpan<float> factors, int count, Workspace workspace)
    {
        var (terms, weights) = Vectors[movie];
        var sums = workspace.Sums;
        for (var i = 0; i < terms.Length; i++)
        {
            var (others, values) = _index.Of(terms[i]);
            for (var j = 0; j < others.Length; j++)
            {
                var other = others[j];
                if (sums[other] == 0) workspace.Touched.Add(other);
                sums[other] += weights[i] * values[j];
            }
        }

        var best = workspace.Best;
        foreach (var other in workspace.Touched)
        {
            var score = sums[other] * factors[other];
            sums[other] = 0;
            if (other == movie || score <= 0) continue;
            if (best.Count < count) best.Enqueue(other, score);
            else if (best.TryPeek(out _, out var least) && score > least) best.EnqueueDequeue(other, score);
        }

        workspace.Touched.Clear();
        while (best.TryDequeue(out var found, out _)) workspace.Candidates.Add(found);
    }

    private static float Square(float value) => value * value;
}
