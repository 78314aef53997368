namespace MovieAspire.Recommendations.Models;

/// <summary>Memory that one thread uses for one movie after the other.</summary>
/// <param name="candidates">How many candidates there are.</param>
/// <param name="features">How many features.</param>
public sealed class Workspace(int candidates, int features)
{
    private int[] _loaded = [];

    /// <summary>Numbers of candidates to choose from.</summary>
    public HashSet<int> Proposed { get; } = [];

    internal float[] Loaded { get; } = new float[features];

    /// <summary>A sum for each candidate; zero between kinds.</summary>
    internal float[] Sums { get; } = new float[candidates];

    /// <summary>For each candidate; zero between movies.</summary>
    internal float[] Likeness { get; } = new float[candidates];

    internal List<int> TouchedOfKind { get; } = [];

    internal List<int> Touched { get; } = [];

    internal BestOf Best { get; } = new();

    /// <summary>Spreads a movie's features, so that others can be compared with it.</summary>
    public void Load(ReadOnlySpan<int> columns, ReadOnlySpan<float> values)
    {
        foreach (var column in _loaded)
            Loaded[column] = 0;
        for (var i = 0; i < columns.Length; i++)
            Loaded[columns[i]] = values[i];
        _loaded = columns.ToArray();
    }
}

/// <summary>Keeps the best of many.</summary>
internal sealed class BestOf
{
    private readonly PriorityQueue<int, float> _best = new();

    public void Offer(int candidate, float score, int count)
    {
        if (score <= 0)
            return;
        if (_best.Count < count)
            _best.Enqueue(candidate, score);
        else if (_best.TryPeek(out _, out var least) && score > least)
            _best.EnqueueDequeue(candidate, score);
    }

    public void MoveTo(HashSet<int> target)
    {
        while (_best.TryDequeue(out var candidate, out _))
            target.Add(candidate);
    }
}
