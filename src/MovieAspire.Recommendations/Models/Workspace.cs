namespace MovieAspire.Recommendations.Models;

/// <summary>Memory that one thread uses for one movie after the other.</summary>
public sealed class Workspace(int movies, int terms)
{
    /// <summary>A sum for each movie; zero between movies.</summary>
    public float[] Sums { get; } = new float[movies];

    /// <summary>A weight for each term; zero between movies.</summary>
    public float[] Weights { get; } = new float[terms];

    /// <summary>Movies whose sum is not zero.</summary>
    public List<int> Touched { get; } = [];

    /// <summary>The best so far, the worst of them first.</summary>
    public PriorityQueue<int, float> Best { get; } = new();

    /// <summary>Movies to choose from.</summary>
    public HashSet<int> Candidates { get; } = [];
}
