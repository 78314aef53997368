using MovieAspire.Recommendations.Models;

namespace MovieAspire.Recommendations.Lists;

/// <summary>
/// Blends the models into a list of what to watch after the movies that somebody likes, one or many:
/// <code>
/// score = sum over the liked movies of weight * ((1 - e) * (fit + Similar * TMDB's list) * prior + e * LikedTogether * EASE)
/// e     = n / (n + EvidenceHalf), with n the smaller of both movies' numbers of likes
/// </code>
/// The more is known of who likes two movies, the more that counts and the less what they are about. Each model proposes
/// candidates; <see cref="MaximalMarginalRelevance"/> picks the list. Safe for many threads, each with a workspace of its own.
/// </summary>
public sealed class Recommender(ContentModel content, EaseModel? ease, MoviePrior prior, ListOptions options)
{
    /// <summary>How fast the evidence falls along one of TMDB's lists: the eleventh counts half of the first.</summary>
    private const float SimilarHalf = 10;

    private readonly float[] _priors =
        Array.ConvertAll(content.Candidates.Movies, movie => prior.FactorOf(movie, options.Quality, options.Prominence));

    private readonly MaximalMarginalRelevance _relevance = new(content, options);

    public Workspace NewWorkspace() => new(content.Candidates.Movies.Length, content.Candidates.Vocabulary.Features.Count);

    /// <summary>The list for one movie, best first.</summary>
    public Recommendation[] Recommend(LikedMovie movie, Workspace workspace) =>
        _relevance.Pick(Score(movie, workspace), movie.Profile.Collection, workspace);

    /// <summary>The list for somebody who likes these movies, best first, without them.</summary>
    public Recommendation[] Recommend(IReadOnlyCollection<LikedMovie> movies, Workspace workspace)
    {
        var liked = movies.Select(movie => movie.Profile.Number).ToHashSet();
        var sums = new Dictionary<int, Recommendation>();
        foreach (var found in movies.SelectMany(movie => Score(movie, workspace)).Where(found => !liked.Contains(found.Movie)))
            sums[found.Movie] = sums.TryGetValue(found.Movie, out var sum) ? sum.Plus(found) : found;
        return _relevance.Pick([.. sums.Values.Order()], collection: 0, workspace);
    }

    /// <summary>Every proposed candidate with its score, best first.</summary>
    public List<Recommendation> Score(LikedMovie movie, Workspace workspace)
    {
        workspace.Proposed.Clear();
        content.Propose(movie.Profile, _priors, options.Proposals, workspace);
        ProposeLiked(movie.Profile.Number, workspace);
        workspace.Proposed.UnionWith(movie.Similar);
        workspace.Proposed.Remove(movie.Profile.Number);

        workspace.Load(movie.Profile.Columns, movie.Profile.Values);
        var scored = new List<Recommendation>(workspace.Proposed.Count);
        foreach (var candidate in workspace.Proposed)
        {
            var likeness = content.LikenessOf(candidate, workspace, out var genres);
            var rank = Array.IndexOf(movie.Similar, candidate);
            var similar = rank < 0 ? 0 : (float)options.Similar * SimilarHalf / (SimilarHalf + rank);
            var fit = content.FitOf(movie.Profile, candidate, likeness, genres) + similar;
            var score = movie.Weight * Blend(movie.Profile.Number, candidate, fit, out var together);
            if (score > 0)
                scored.Add(new(candidate, score, likeness, similar, together));
        }

        scored.Sort();
        return scored;
    }

    /// <summary>What the content and the ratings say together of a candidate for a movie.</summary>
    /// <param name="movie">Its number, -1 for one that is not a candidate.</param>
    /// <param name="candidate">The candidate's number.</param>
    /// <param name="fit">By content.</param>
    /// <param name="together">The share of the score that what is liked together makes; less than 0 when it speaks against it.</param>
    public float Blend(int movie, int candidate, float fit, out float together)
    {
        var byContent = fit * _priors[candidate];
        together = 0;
        if (ease is null || Math.Min(ease.LikesOf(movie), ease.LikesOf(candidate)) is not (> 0 and var likes))
            return byContent;
        var evidence = likes / (likes + (float)options.EvidenceHalf);
        var byLikes = evidence * (float)options.LikedTogether * ease.WeightOf(movie, candidate);
        var score = ((1 - evidence) * byContent) + byLikes;
        together = score > 0 ? byLikes / score : 0;
        return score;
    }

    private void ProposeLiked(int movie, Workspace workspace)
    {
        if (ease is null)
            return;
        var weights = ease.WeightsOf(movie);
        for (var column = 0; column < weights.Length; column++)
            workspace.Best.Offer(ease.Movies[column], weights[column], options.Proposals);
        workspace.Best.MoveTo(workspace.Proposed);
    }
}

/// <summary>A movie that somebody likes.</summary>
/// <param name="Profile">What it is like.</param>
/// <param name="Similar">Numbers of the candidates that TMDB lists as similar, best first.</param>
/// <param name="Weight">How much it is liked beside the others.</param>
public readonly record struct LikedMovie(MovieProfile Profile, int[] Similar, float Weight = 1);

/// <summary>A movie that is recommended, and what speaks for it.</summary>
/// <param name="Movie">Its number.</param>
/// <param name="Score">The blend of all.</param>
/// <param name="Likeness">What it has in common with the movie, or with all liked movies together.</param>
/// <param name="Similar">What TMDB's list adds.</param>
/// <param name="Together">The share of the score that comes from the same people liking both.</param>
public readonly record struct Recommendation(int Movie, float Score, float Likeness, float Similar, float Together)
    : IComparable<Recommendation>
{
    /// <summary>The best first; of equals the one with more votes.</summary>
    public int CompareTo(Recommendation other) =>
        other.Score.CompareTo(Score) is var order and not 0 ? order : Movie.CompareTo(other.Movie);

    internal Recommendation Plus(Recommendation other) => this with
    {
        Score = Score + other.Score,
        Likeness = Likeness + other.Likeness,
        Similar = Similar + other.Similar,
        Together = ((Together * Score) + (other.Together * other.Score)) / (Score + other.Score),
    };

    public static bool operator <(Recommendation a, Recommendation b) => a.CompareTo(b) < 0;

    public static bool operator <=(Recommendation a, Recommendation b) => a.CompareTo(b) <= 0;

    public static bool operator >(Recommendation a, Recommendation b) => a.CompareTo(b) > 0;

    public static bool operator >=(Recommendation a, Recommendation b) => a.CompareTo(b) >= 0;
}
