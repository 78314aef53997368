namespace MovieAspire.Worker.Compute.Recommendations;

/// <summary>
/// Blends the models into one list for a movie:
/// <code>
/// score = (likeness^2 + SimilarWeight * TMDB's list + LikedWeight * kinship * liked together) * quality
/// kinship = min(1, UnrelatedShare + likeness / 0.3)
/// </code>
/// The square lets a genre in common, which most pairs of movies have, count for little beside a series or a director;
/// the kinship lets what everybody likes count for little where the movies have nothing in common. Both models propose
/// candidates, and TMDB's list the rest; <see cref="Variety"/> picks the list from the scored ones. Safe for many
/// threads, each with a scratch of its own.
/// </summary>
internal sealed class Recommender(
    RecommendationInput input, ContentModel content, LikedTogether? liked, QualityPrior quality, RecommendationOptions options)
{
    /// <summary>Movies this much alike have a director, a series or several keywords in common, or most of the cast.</summary>
    private const float FullKinship = 0.3f;

    private readonly float[] _factors =
        Array.ConvertAll(input.Movies, movie => quality.FactorOf(movie, options.QualityWeight));

    public Scratch NewScratch() => new(input.Movies.Length, input.Terms.Length);

    /// <summary>The list for one movie, best first.</summary>
    public Recommendation[] Recommend(int movie, Scratch scratch)
    {
        var candidates = Score(movie, scratch);
        return Variety.Pick(candidates, content.Vectors, number => input.Movies[number].Collection, options, scratch.Weights);
    }

    /// <summary>Every candidate with its score, best first.</summary>
    public List<Recommendation> Score(int movie, Scratch scratch)
    {
        scratch.Candidates.Clear();
        content.FindAlike(movie, _factors, options.Candidates, scratch);
        AddLiked(movie, scratch);
        var (listed, ranks) = input.Similar[movie];
        foreach (var other in listed) scratch.Candidates.Add(other);

        content.Vectors.Scatter(movie, scratch.Weights);
        var scored = new List<Recommendation>(scratch.Candidates.Count);
        foreach (var other in scratch.Candidates)
        {
            if (other == movie || input.Movies[other].Adult != 0) continue;
            var place = listed.BinarySearch(other);
            var similar = place < 0 ? 0 : (float)options.SimilarWeight * ranks[place];
            var likeness = content.Vectors.Dot(other, scratch.Weights);
            var together = Together(liked?.WeightOf(movie, other) ?? 0, likeness, options);
            var evidence = Blend(likeness, together) + similar;
            if (evidence > 0) scored.Add(new(other, evidence * _factors[other], likeness, similar, together));
        }

        content.Vectors.Clear(movie, scratch.Weights);
        scored.Sort();
        return scored;
    }

    private void AddLiked(int movie, Scratch scratch)
    {
        if (liked is null) return;
        var weights = liked.WeightsOf(movie);
        var best = scratch.Best;
        for (var column = 0; column < weights.Length; column++)
        {
            var other = liked.Movies[column];
            var score = weights[column] * _factors[other];
            if (score <= 0) continue;
            if (best.Count < options.Candidates) best.Enqueue(other, score);
            else if (best.TryPeek(out _, out var least) && score > least) best.EnqueueDequeue(other, score);
        }

        while (best.TryDequeue(out var found, out _)) scratch.Candidates.Add(found);
    }

    /// <summary>What two movies have in common and what is liked together, in one number.</summary>
    internal static float Blend(float likeness, float together) => (likeness * likeness) + together;

    /// <summary>How much it counts that two movies are liked together.</summary>
    /// <param name="weight">The weight of the co-occurrence model.</param>
    /// <param name="likeness">How alike the movies are.</param>
    /// <param name="options">The settings.</param>
    internal static float Together(float weight, float likeness, RecommendationOptions options) =>
        (float)options.LikedWeight * Math.Min(1, (float)options.UnrelatedShare + (likeness / FullKinship)) * weight;
}

/// <summary>A movie that is recommended, and what speaks for it.</summary>
/// <param name="Movie">Its number.</param>
/// <param name="Score">The blend of the others and the movie's quality.</param>
/// <param name="Likeness">What both have in common.</param>
/// <param name="Similar">TMDB's list names it.</param>
/// <param name="Together">The same people like both; negative when they do not.</param>
internal readonly record struct Recommendation(int Movie, float Score, float Likeness, float Similar, float Together)
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
