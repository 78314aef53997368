using MovieAspire.Recommendations.Input;
using MovieAspire.Recommendations.Models;

namespace MovieAspire.Recommendations.Lists;

/// <summary>
/// Blends the models into one list for a movie:
/// <code>
/// score = (likeness^2 + SimilarWeight * TMDB's list + LikedWeight * kinship * liked together) * quality
/// kinship = min(1, UnrelatedShare + likeness / 0.3)
/// </code>
/// The square lets a genre in common, which most pairs of movies have, count for little beside a series or a director;
/// the kinship lets what everybody likes count for little where the movies have nothing in common. Both models propose
/// candidates, and TMDB's list the rest; <see cref="MaximalMarginalRelevance"/> picks the list from the scored ones. Safe for many
/// threads, each with a workspace of its own.
/// </summary>
public sealed class Recommender(
    RecommendationInput input, ContentModel content, EaseModel? liked, QualityPrior quality, ListOptions options)
{
    /// <summary>Movies this much alike have a director, a series or several keywords in common, or most of the cast.</summary>
    private const float FullKinship = 0.3f;

    private readonly float[] _factors =
        Array.ConvertAll(input.Movies, movie => quality.FactorOf(movie, options.QualityWeight));

    public Workspace NewWorkspace() => new(input.Movies.Length, input.Features.Length);

    /// <summary>The list for one movie, best first.</summary>
    public Recommendation[] Recommend(int movie, Workspace workspace)
    {
        var candidates = Score(movie, workspace);
        return MaximalMarginalRelevance.Pick(candidates, content.Vectors, number => input.Movies[number].Collection, options, workspace.Weights);
    }

    /// <summary>Every candidate with its score, best first.</summary>
    public List<Recommendation> Score(int movie, Workspace workspace)
    {
        workspace.Candidates.Clear();
        content.FindAlike(movie, _factors, options.Candidates, workspace);
        AddLiked(movie, workspace);
        var (listed, ranks) = input.Similar[movie];
        foreach (var other in listed) workspace.Candidates.Add(other);

        content.Vectors.Scatter(movie, workspace.Weights);
        var scored = new List<Recommendation>(workspace.Candidates.Count);
        foreach (var other in workspace.Candidates)
        {
            if (other == movie || input.Movies[other].Adult != 0) continue;
            var place = listed.BinarySearch(other);
            var similar = place < 0 ? 0 : (float)options.SimilarWeight * ranks[place];
            var likeness = content.Vectors.Dot(other, workspace.Weights);
            var together = Together(liked?.WeightOf(movie, other) ?? 0, likeness, options);
            var evidence = Blend(likeness, together) + similar;
            if (evidence > 0) scored.Add(new(other, evidence * _factors[other], likeness, similar, together));
        }

        content.Vectors.Clear(movie, workspace.Weights);
        scored.Sort();
        return scored;
    }

    private void AddLiked(int movie, Workspace workspace)
    {
        if (liked is null) return;
        var weights = liked.WeightsOf(movie);
        var best = workspace.Best;
        for (var column = 0; column < weights.Length; column++)
        {
            var other = liked.Movies[column];
            var score = weights[column] * _factors[other];
            if (score <= 0) continue;
            if (best.Count < options.Candidates) best.Enqueue(other, score);
            else if (best.TryPeek(out _, out var least) && score > least) best.EnqueueDequeue(other, score);
        }

        while (best.TryDequeue(out var found, out _)) workspace.Candidates.Add(found);
    }

    /// <summary>What two movies have in common and what is liked together, in one number.</summary>
    public static float Blend(float likeness, float together) => (likeness * likeness) + together;

    /// <summary>How much it counts that two movies are liked together.</summary>
    /// <param name="weight">The weight of the co-occurrence model.</param>
    /// <param name="likeness">How alike the movies are.</param>
    /// <param name="options">The settings.</param>
    public static float Together(float weight, float likeness, ListOptions options) =>
        (float)options.LikedWeight * Math.Min(1, (float)options.UnrelatedShare + (likeness / FullKinship)) * weight;
}

/// <summary>A movie that is recommended, and what speaks for it.</summary>
/// <param name="Movie">Its number.</param>
/// <param name="Score">The blend of the others and the movie's quality.</param>
/// <param name="Likeness">What both have in common.</param>
/// <param name="Similar">TMDB's list names it.</param>
/// <param name="Together">The same people like both; negative when they do not.</param>
public readonly record struct Recommendation(int Movie, float Score, float Likeness, float Similar, float Together)
    : IComparable<Recommendation>
{
    /// <summary>The best first; of equals the one with more votes.</summary>
    public int CompareTo(Recommendation other) =>
        other.Score.CompareTo(Score) is var order and not 0 ? order : Movie.CompareTo(other.Movie);

    public static bool operator <(Recommendation a, Recommendation b) => a.CompareTo(b) < 0;

    public static bool operator <=(Recommendation a, Recommendation b) => a.CompareTo(b) <= 0;

    public static bool operator >(Recommendation a, Recommendation b) => a.CompareTo(b) > 0;

    public static bool operator >=(Recommendation a, Recommendation b) => a.CompareTo(b) >= 0;
}
