namespace MovieAspire.Recommendations.Input;

/// <summary>
/// The features that lead from one movie to another, those that two candidates or more have; each is a column of the
/// candidates' matrix, and the columns of a kind stand together.
/// </summary>
public sealed class Vocabulary
{
    private readonly Dictionary<Feature, int> _columns;
    private readonly int[] _ends;

    /// <param name="features">Sorted.</param>
    /// <param name="movies">How many candidates have each.</param>
    internal Vocabulary(Feature[] features, int[] movies)
    {
        (Features, Movies) = (features, movies);
        _columns = new(features.Length);
        for (var column = 0; column < features.Length; column++)
            _columns.Add(features[column], column);
        Names = Array.ConvertAll(features, feature => feature.Word);
        _ends = new int[Enum.GetValues<FeatureKind>().Length];
        foreach (var feature in features)
            _ends[(int)feature.Kind]++;
        for (var kind = 1; kind < _ends.Length; kind++)
            _ends[kind] += _ends[kind - 1];
    }

    /// <summary>By column.</summary>
    public IReadOnlyList<Feature> Features { get; }

    /// <summary>How many candidates have the feature, by column.</summary>
    public IReadOnlyList<int> Movies { get; }

    /// <summary>For people, by column; a word is its own name, and the others have none until they are given one.</summary>
    public string[] Names { get; }

    /// <summary>Where the columns of a kind end, exclusive; they start where those of the kind before end.</summary>
    public int EndOf(FeatureKind kind) => _ends[(int)kind];

    public bool TryFind(Feature feature, out int column) => _columns.TryGetValue(feature, out column);
}
