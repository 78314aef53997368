using System.Collections.Concurrent;
using MovieAspire.Recommendations.Input;
using MovieAspire.Recommendations.Models;
using MovieAspire.Worker.Compute.Recommendations;

namespace MovieAspire.Benchmarks.Recommendations;

/// <summary>The product's models for a user: the sum of a movie's scores for each of the movies that the user likes.</summary>
internal sealed class Blend(RecommendationInput input, RecommendationOptions options)
{
    private readonly QualityPrior _quality = QualityPrior.Of(input.Movies);
    private readonly ConcurrentDictionary<int, float[]> _likeness = [];

    public ContentModel Content { get; } = ContentModel.Build(input, options.Content);

    /// <param name="liked">What is liked together; null for content alone.</param>
    /// <param name="score">What a pair scores by its likeness and by how much it is liked together.</param>
    /// <param name="qualityWeight">As in the settings.</param>
    public Scorer Score(EaseModel? liked, Func<float, float, float> score, double qualityWeight)
    {
        var factors = Array.ConvertAll(input.Movies, movie => _quality.FactorOf(movie, qualityWeight));
        return (shown, scores) =>
        {
            foreach (var movie in shown)
            {
                var together = new float[scores.Length];
                var weights = liked is null ? [] : liked.WeightsOf(movie);
                for (var i = 0; i < weights.Length; i++) together[liked!.Movies[i]] = weights[i];
                var likeness = LikenessOf(movie);
                for (var other = 0; other < scores.Length; other++)
                {
                    if (likeness[other] != 0 || together[other] != 0) scores[other] += score(likeness[other], together[other]);
                }
            }

            for (var movie = 0; movie < scores.Length; movie++)
                scores[movie] *= scores[movie] > 0 ? factors[movie] : 1;
        };
    }

    /// <summary>How alike a movie is to each, exactly and not only for candidates.</summary>
    private float[] LikenessOf(int movie) => _likeness.GetOrAdd(movie, one =>
    {
        var weights = new float[input.Features.Length];
        Content.Vectors.Scatter(one, weights);
        var likeness = new float[input.Movies.Length];
        for (var other = 0; other < likeness.Length; other++) likeness[other] = other == one ? 0 : Content.Vectors.Dot(other, weights);
        return likeness;
    });
}
