using MovieAspire.Recommendations.Models;

namespace MovieAspire.Benchmarks.Recommendations;

/// <summary>How good lists of 20 are, as means over the tested users, and how varied.</summary>
internal sealed class Measures(ContentModel content)
{
    private const int Size = 20;

    private readonly HashSet<int> _recommended = [];
    private readonly List<(double Recall, double Ndcg, double Diversity)> _users = [];

    /// <summary>Hits of the hidden likes, of which at most 20 can be hit.</summary>
    public double Recall => _users.Average(user => user.Recall);

    /// <summary>The discounted gain of the hits against the best possible: a hit at place p gains 1 / log2(p + 1).</summary>
    public double Ndcg => _users.Average(user => user.Ndcg);

    /// <summary>1 - likeness by content, as the mean over the pairs of a list.</summary>
    public double Diversity => _users.Average(user => user.Diversity);

    /// <summary>The share of the movies that could be recommended which at least one user got.</summary>
    public double Coverage(int movies) => (double)_recommended.Count / movies;

    /// <summary>The standard error of <see cref="Ndcg"/>.</summary>
    public double ErrorOfNdcg => Math.Sqrt(_users.Average(user => Math.Pow(user.Ndcg - Ndcg, 2)) / _users.Count);

    /// <param name="trial">The user.</param>
    /// <param name="scores">A score for each movie; those shown are left out here.</param>
    public void Add(Trial trial, float[] scores)
    {
        foreach (var movie in trial.Shown)
            scores[movie] = float.NegativeInfinity;
        var list = Enumerable.Range(0, scores.Length).OrderByDescending(movie => scores[movie]).Take(Size).ToArray();
        var hidden = trial.Hidden.ToHashSet();
        var possible = Math.Min(Size, hidden.Count);
        var gain = list.Select((movie, place) => hidden.Contains(movie) ? Gain(place) : 0).Sum();
        var likeness = Likeness(list);
        lock (_recommended)
        {
            _users.Add(((double)list.Count(hidden.Contains) / possible, gain / Enumerable.Range(0, possible).Sum(Gain), 1 - likeness));
            _recommended.UnionWith(list);
        }
    }

    private double Likeness(int[] list)
    {
        var (workspace, sum) = (new Workspace(content.Candidates.Movies.Length, content.Candidates.Vocabulary.Features.Count), 0.0);
        for (var a = 1; a < list.Length; a++)
        {
            var (columns, values) = content.Vectors[list[a]];
            workspace.Load(columns, values);
            for (var b = 0; b < a; b++)
                sum += content.LikenessOf(list[b], workspace, out _);
        }

        return sum / (list.Length * (list.Length - 1) / 2);
    }

    private static double Gain(int place) => 1 / Math.Log2(place + 2);
}
