using MovieAspire.Data;

namespace MovieAspire.Worker.Compute.Recommendations;

/// <summary>Computes the lists of many movies on all cores, in their order and only some at a time.</summary>
internal sealed class RecommendationLists(RecommendationInput input, Recommender recommender, Reasons reasons)
{
    private const int Batch = 2_048;

    /// <summary>Scores are kept to so many digits, so that noise in votes does not rewrite every row.</summary>
    private const int ScoreDigits = 3;

    /// <summary>The rows of the movies in a range of numbers, computed as they are asked for.</summary>
    /// <param name="from">The first movie's number.</param>
    /// <param name="count">How many.</param>
    /// <param name="run">The run that makes them.</param>
    /// <param name="now">When.</param>
    /// <param name="stop">Ends the computing.</param>
    public IEnumerable<MovieRecommendations> Compute(int from, int count, Guid run, DateTimeOffset now, CancellationToken stop)
    {
        var rows = new MovieRecommendations[Math.Min(Batch, count)];
        using var scratches = new ThreadLocal<Scratch>(recommender.NewScratch);
        for (var start = from; start < from + count; start += Batch)
        {
            var size = Math.Min(Batch, from + count - start);
            Parallel.For(0, size, new ParallelOptions { CancellationToken = stop, MaxDegreeOfParallelism = Environment.ProcessorCount },
                i => rows[i] = Row(start + i, scratches.Value!, run, now));
            for (var i = 0; i < size; i++) yield return rows[i];
        }
    }

    private MovieRecommendations Row(int movie, Scratch scratch, Guid run, DateTimeOffset now)
    {
        var list = recommender.Recommend(movie, scratch);
        return new()
        {
            MovieId = input.Movies[movie].Id,
            MovieIds = Array.ConvertAll(list, recommendation => input.Movies[recommendation.Movie].Id),
            Scores = Array.ConvertAll(list, recommendation => MathF.Round(recommendation.Score, ScoreDigits)),
            Reasons = reasons.Write(movie, list),
            RunId = run,
            ComputedAt = now,
        };
    }
}
