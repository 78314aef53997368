namespace MovieAspire.Recommendations.Input;

/// <summary>Collects what is read of the movies. Add the movies first, most votes first, and then what they have.</summary>
public sealed class InputBuilder
{
    /// <summary>How fast the evidence falls along one of TMDB's lists: the eleventh counts half of the first.</summary>
    private const float SimilarHalf = 10;

    private readonly List<RatedMovie> _movies = [];
    private readonly Dictionary<int, int> _numbers = [];
    private readonly Dictionary<(FeatureKind Kind, int Id), int> _terms = [];
    private readonly Dictionary<string, int> _words = new(StringComparer.Ordinal);
    private readonly List<Feature> _found = [];
    private readonly List<(int Movie, int Term, float Weight)> _features = [];
    private readonly List<(int Movie, int Similar, float Evidence)> _similar = [];

    /// <summary>A movie; its overview and its collection are features.</summary>
    public void Add(RatedMovie movie, string overview)
    {
        var number = _movies.Count;
        _numbers.Add(movie.Id, number);
        _movies.Add(movie);
        if (movie.Collection > 0) _features.Add((number, NumberOf(FeatureKind.Collection, movie.Collection), 1));
        foreach (var (word, count) in Words.Count(overview))
            _features.Add((number, NumberOf(word), 1 + MathF.Log(count)));
    }

    /// <summary>Something that a movie has; ignored for a movie that was not added.</summary>
    public void Add(int movie, FeatureKind field, int id, float weight = 1)
    {
        if (_numbers.TryGetValue(movie, out var number)) _features.Add((number, NumberOf(field, id), weight));
    }

    /// <summary>TMDB lists a movie as similar to another; ignored unless both were added.</summary>
    /// <param name="movie">The movie.</param>
    /// <param name="similar">The one that its list names.</param>
    /// <param name="rank">The place in the list, 0 or 1 first.</param>
    public void AddSimilar(int movie, int similar, int rank)
    {
        if (movie != similar && _numbers.TryGetValue(movie, out var number) && _numbers.TryGetValue(similar, out var other))
            _similar.Add((number, other, SimilarHalf / (SimilarHalf + rank)));
    }

    /// <param name="names">Names of collections, people, keywords and genres by TMDB id, where they are known.</param>
    public RecommendationInput Build(Func<FeatureKind, int, string?> names)
    {
        // Sorted: the numbers, and with them the order of every sum, do not depend on the order of reading.
        var order = Enumerable.Range(0, _found.Count).ToArray();
        Array.Sort(order, (a, b) => Compare(_found[a], _found[b]));
        var places = new int[order.Length];
        for (var place = 0; place < order.Length; place++) places[order[place]] = place;
        for (var i = 0; i < _features.Count; i++)
            _features[i] = _features[i] with { Term = places[_features[i].Term] };

        return new(
            [.. _movies],
            [.. order.Select(found => Named(_found[found], names))],
            SparseMatrix.From(_movies.Count, _features),
            SparseMatrix.From(_movies.Count, _similar));
    }

    private static Feature Named(Feature term, Func<FeatureKind, int, string?> names) =>
        term.Kind is FeatureKind.Story ? term : term with { Name = names(term.Kind, term.Id) ?? "" };

    private static int Compare(Feature a, Feature b) =>
        (a.Kind, a.Id).CompareTo((b.Kind, b.Id)) is var order and not 0 ? order : string.CompareOrdinal(a.Name, b.Name);

    private int NumberOf(FeatureKind field, int id)
    {
        if (!_terms.TryGetValue((field, id), out var number))
        {
            _terms.Add((field, id), number = _found.Count);
            _found.Add(new(field, id, ""));
        }

        return number;
    }

    private int NumberOf(string word)
    {
        if (!_words.TryGetValue(word, out var number))
        {
            _words.Add(word, number = _found.Count);
            _found.Add(new(FeatureKind.Story, 0, word));
        }

        return number;
    }
}
