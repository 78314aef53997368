using MovieAspire.Recommendations.Input;
using MovieAspire.Recommendations.Models;

namespace MovieAspire.Recommendations.Lists;

/// <summary>Computes the lists of many movies on all cores, in their order and only some at a time.</summary>
public sealed class ListComputation(RecommendationInput input, Recommender recommender, Reasons reasons)
{
    private const int Batch = 2_048;

    /// <summary>Scores are kept to so many digits, so that noise in votes does not rewrite every row.</summary>
    private const int ScoreDigits = 3;

    /// <summary>The lists of the movies in a range of numbers, computed as they are asked for.</summary>
    /// <param name="from">The first movie's number.</param>
    /// <param name="count">How many.</param>
    /// <param name="stop">Ends the computing.</param>
    public IEnumerable<RecommendationList> Compute(int from, int count, CancellationToken stop)
    {
        var lists = new RecommendationList[Math.Min(Batch, count)];
        using var workspaces = new ThreadLocal<Workspace>(recommender.NewWorkspace);
        for (var start = from; start < from + count; start += Batch)
        {
            var size = Math.Min(Batch, from + count - start);
            Parallel.For(0, size, new ParallelOptions { CancellationToken = stop, MaxDegreeOfParallelism = Environment.ProcessorCount },
                i => lists[i] = ListOf(start + i, workspaces.Value!));
            for (var i = 0; i < size; i++) yield return lists[i];
        }
    }

    private RecommendationList ListOf(int movie, Workspace workspace)
    {
        var list = recommender.Recommend(movie, workspace);
        return new(
            input.Movies[movie].Id,
            Array.ConvertAll(list, recommendation => input.Movies[recommendation.Movie].Id),
            Array.ConvertAll(list, recommendation => MathF.Round(recommendation.Score, ScoreDigits)),
            reasons.Write(movie, list));
    }
}

/// <summary>What to watch after a movie.</summary>
/// <param name="MovieId">TMDB id.</param>
/// <param name="MovieIds">TMDB ids of the recommended movies, best first.</param>
/// <param name="Scores">In the same order; comparable within the list only.</param>
/// <param name="Reasons">In the same order, for each movie a JSON array of {kind, names}.</param>
public sealed record RecommendationList(int MovieId, int[] MovieIds, float[] Scores, string Reasons);
