using MovieAspire.Recommendations.Input;
using MovieAspire.Recommendations.Models;

namespace MovieAspire.Recommendations.Lists;

/// <summary>What to watch after a movie.</summary>
/// <param name="MovieId">TMDB id.</param>
/// <param name="MovieIds">TMDB ids of the recommended movies, best first.</param>
/// <param name="Scores">In the same order, and falling; comparable within the list only.</param>
/// <param name="Reasons">In the same order, for each movie a JSON array of {kind, names}.</param>
public sealed record RecommendationList(int MovieId, int[] MovieIds, float[] Scores, string Reasons);

/// <summary>Computes the lists of many movies on all cores.</summary>
public sealed class ListComputation(ContentModel content, Recommender recommender) : IDisposable
{
    private const int ScoreDigits = 5;

    private readonly ThreadLocal<Workspace> _workspaces = new(recommender.NewWorkspace);
    private readonly Reasons _reasons = new(content);

    /// <summary>The lists of these movies, in their order.</summary>
    public RecommendationList[] Compute(IReadOnlyList<MovieFacts> movies, CancellationToken cancellationToken)
    {
        var lists = new RecommendationList[movies.Count];
        var options = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, lists.Length, options, i => lists[i] = Compute(movies[i]));
        return lists;
    }

    public void Dispose() => _workspaces.Dispose();

    private RecommendationList Compute(MovieFacts movie)
    {
        var profile = content.Describe(movie);
        var similar = movie.Similar.Select(content.Candidates.NumberOf).Where(number => number >= 0).ToArray();
        var list = recommender.Recommend(new LikedMovie(profile, similar), _workspaces.Value!);
        return new(
            movie.Id,
            Array.ConvertAll(list, found => content.Candidates.Movies[found.Movie].Id),
            Array.ConvertAll(list, found => MathF.Round(found.Score, ScoreDigits)),
            _reasons.Write(profile, list));
    }
}
