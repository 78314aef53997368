using MovieAspire.Recommendations.Input;

namespace MovieAspire.Recommendations.Models;

/// <summary>
/// How well movies fit by what is known of them, without anybody's ratings. The <em>likeness</em> of two movies, 0 to 1, is the
/// sum over the kinds of features of
/// <code>share * s</code>
/// with idf = ln(1 + candidates / candidates that have it), and s = 1 for the same collection, the cosine for directors, the
/// cosine by idf for genres, with GenreHalf added to the squares of both lengths, and r / (r + half) for the others, where r is
/// the sum over what they share of weight * weight * idf^2.
/// The damping lets the first rare thing in common say much and the tenth little, and a movie of which little is known is not
/// unlike all others for that. How well a candidate fits is
/// <code>likeness^2 * genres * era * language</code>
/// where genres falls from 1 to OtherGenres with the genres' cosine, era is EraHalf / (EraHalf + years apart), and language is
/// OtherLanguage for another one. The square lets a genre in common, which most pairs have, count for little beside a series.
/// </summary>
public sealed class ContentModel
{
    /// <summary>How well movies fit when a year is unknown.</summary>
    private const float UnknownEra = 0.5f;

    private readonly ContentOptions _options;
    private readonly InvertedIndex _index;
    private readonly float[] _idf;
    private readonly float[] _shares;
    private readonly float[] _halves;
    private readonly int[] _ends;

    private ContentModel(Candidates candidates, ContentOptions options)
    {
        (Candidates, _options) = (candidates, options);
        (_shares, _halves) = (options.Shares(), options.Halves());
        _ends = Array.ConvertAll(Enum.GetValues<FeatureKind>(), candidates.Vocabulary.EndOf);
        _idf = [.. candidates.Vocabulary.Movies.Select(movies => MathF.Log(1 + ((float)candidates.Movies.Length / movies)))];
        // Weighed where they are: the raw weights are not needed any more.
        Vectors = candidates.Features;
        for (var movie = 0; movie < Vectors.Count; movie++)
        {
            var row = Vectors.Starts[movie]..Vectors.Starts[movie + 1];
            Weigh(Vectors.Columns.AsSpan(row), Vectors.Values.AsSpan(row));
        }

        _index = new(Vectors, candidates.Vocabulary, options.MaxPostings);
    }

    public Candidates Candidates { get; }

    /// <summary>A row for each candidate, a column for each feature.</summary>
    public SparseMatrix Vectors { get; }

    /// <summary>Takes the candidates over: their features become <see cref="Vectors"/>.</summary>
    public static ContentModel Build(Candidates candidates, ContentOptions options) => new(candidates, options);

    /// <summary>Any movie, as the models see it.</summary>
    public MovieProfile Describe(MovieFacts movie)
    {
        var (columns, values) = (new List<int>(), new List<float>());
        if (movie.Collection > 0)
            Add(new(FeatureKind.Collection, movie.Collection), 1);
        foreach (var (feature, weight) in movie.Features)
            Add(feature, weight);
        var (found, weights) = (columns.ToArray(), values.ToArray());
        Array.Sort(found, weights);
        Weigh(found, weights);
        return new(Candidates.NumberOf(movie.Id), movie.Collection, movie.Year, movie.Language, found, weights);

        void Add(Feature feature, float weight)
        {
            if (!Candidates.Vocabulary.TryFind(feature, out var column))
                return;
            columns.Add(column);
            values.Add(weight);
        }
    }

    /// <summary>A candidate, as the models see it.</summary>
    public MovieProfile Describe(int number)
    {
        var (columns, values) = Vectors[number];
        var movie = Candidates.Movies[number];
        return new(number, movie.Collection, movie.Year, movie.Language, columns.ToArray(), values.ToArray());
    }

    /// <summary>
    /// The candidates that fit a movie best, by the features that lead to them, into
    /// <see cref="Workspace.Proposed"/>; not ordered, and without looking at the genres' agreement.
    /// </summary>
    /// <param name="movie">The movie.</param>
    /// <param name="priors">What the fit of each candidate is multiplied by before they are compared.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="workspace">Memory of the calling thread.</param>
    public void Propose(MovieProfile movie, float[] priors, int count, Workspace workspace)
    {
        var (sums, likeness) = (workspace.Sums, workspace.Likeness);
        var place = 0;
        for (var kind = 0; kind < _ends.Length; kind++)
        {
            for (; place < movie.Columns.Length && movie.Columns[place] < _ends[kind]; place++)
            {
                var (candidates, values) = _index[movie.Columns[place]];
                var weight = movie.Values[place];
                for (var i = 0; i < candidates.Length; i++)
                {
                    ref var sum = ref sums[candidates[i]];
                    if (sum == 0)
                        workspace.TouchedOfKind.Add(candidates[i]);
                    sum += weight * values[i];
                }
            }

            foreach (var candidate in workspace.TouchedOfKind)
            {
                if (likeness[candidate] == 0)
                    workspace.Touched.Add(candidate);
                likeness[candidate] += Damped(kind, sums[candidate]);
                sums[candidate] = 0;
            }

            workspace.TouchedOfKind.Clear();
        }

        foreach (var candidate in workspace.Touched)
        {
            var fit = likeness[candidate] * likeness[candidate];
            likeness[candidate] = 0;
            if (candidate != movie.Number)
                workspace.Best.Offer(candidate, fit * ContextOf(movie, candidate) * priors[candidate], count);
        }

        workspace.Touched.Clear();
        workspace.Best.MoveTo(workspace.Proposed);
    }

    /// <summary>How alike a candidate and the movie are whose profile was <see cref="Workspace.Load">loaded</see>.</summary>
    /// <param name="candidate">Its number.</param>
    /// <param name="workspace">Where the profile is.</param>
    /// <param name="genres">The cosine of their genres.</param>
    public float LikenessOf(int candidate, Workspace workspace, out float genres)
    {
        var (columns, values) = Vectors[candidate];
        var (weights, place, likeness) = (workspace.Loaded, 0, 0f);
        genres = 0;
        for (var kind = 0; kind < _ends.Length; kind++)
        {
            var sum = 0f;
            for (; place < columns.Length && columns[place] < _ends[kind]; place++)
                sum += weights[columns[place]] * values[place];
            if (sum == 0)
                continue;
            likeness += Damped(kind, sum);
            if (kind == (int)FeatureKind.Genre)
                genres = sum;
        }

        return likeness;
    }

    /// <summary>What a likeness says of how well a candidate fits.</summary>
    public float FitOf(MovieProfile movie, int candidate, float likeness, float genres)
    {
        var others = (float)_options.OtherGenres;
        return likeness * likeness * (others + ((1 - others) * Math.Min(1, genres))) * ContextOf(movie, candidate);
    }

    /// <summary>What the kind adds to the likeness for this sum over what is shared.</summary>
    public float Damped(int kind, float sum) => _shares[kind] * (_halves[kind] == 0 ? Math.Min(1, sum) : sum / (sum + _halves[kind]));

    private float ContextOf(MovieProfile movie, int candidate)
    {
        ref readonly var other = ref Candidates.Movies[candidate];
        var era = movie.Year == 0 || other.Year == 0
            ? UnknownEra
            : (float)_options.EraHalf / ((float)_options.EraHalf + Math.Abs(movie.Year - other.Year));
        var isOtherLanguage = movie.Language.Length > 0 && other.Language.Length > 0 && movie.Language != other.Language;
        return isOtherLanguage ? era * (float)_options.OtherLanguage : era;
    }

    /// <summary>Turns how much a movie has of each feature into what that says.</summary>
    private void Weigh(ReadOnlySpan<int> columns, Span<float> values)
    {
        var place = 0;
        for (var kind = 0; kind < _ends.Length; kind++)
        {
            var (start, square) = (place, 0f);
            for (; place < columns.Length && columns[place] < _ends[kind]; place++)
            {
                if ((FeatureKind)kind is not (FeatureKind.Collection or FeatureKind.Director))
                    values[place] *= _idf[columns[place]];
                square += values[place] * values[place];
            }

            if (_halves[kind] > 0 || square == 0)
                continue;
            // A genre that most movies have, alone, leaves much of what a movie is like open.
            var length = MathF.Sqrt(kind == (int)FeatureKind.Genre ? square + (float)_options.GenreHalf : square);
            for (var i = start; i < place; i++)
                values[i] /= length;
        }
    }
}
