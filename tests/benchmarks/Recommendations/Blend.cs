using MovieAspire.Worker.Recommendations;

namespace MovieAspire.Benchmarks.Recommendations;

/// <summary>The product's models for a user: the sum of a movie's scores for each of the movies that the user likes.</summary>
internal sealed class Blend
{
    private readonly RecommendationInput _input;
    private readonly SparseRows _likeness;
    private readonly QualityPrior _quality;

    public Blend(RecommendationInput input, RecommendationOptions options)
    {
        (_input, _quality) = (input, QualityPrior.Of(input.Movies));
        Content = ContentModel.Build(input, options);
        _likeness = Neighbours(options);
    }

    public ContentModel Content { get; }

    /// <param name="liked">What is liked together; null for content alone.</param>
    /// <param name="likedWeight">Its weight beside a likeness of weight <paramref name="contentWeight"/>.</param>
    /// <param name="contentWeight">0 for what is liked together alone.</param>
    /// <param name="qualityWeight">As in the settings.</param>
    public Scorer Score(LikedTogether? liked, double likedWeight, double contentWeight, double qualityWeight)
    {
        var factors = Array.ConvertAll(_input.Movies, movie => _quality.FactorOf(movie, qualityWeight));
        return (shown, scores) =>
        {
            foreach (var movie in shown)
            {
                var (others, likeness) = _likeness[movie];
                for (var i = 0; i < others.Length; i++) scores[others[i]] += (float)contentWeight * likeness[i];
                if (liked is null) continue;
                var weights = liked.WeightsOf(movie);
                for (var i = 0; i < weights.Length; i++) scores[liked.Movies[i]] += (float)likedWeight * weights[i];
            }

            for (var movie = 0; movie < scores.Length; movie++)
                scores[movie] *= scores[movie] > 0 ? factors[movie] : 1;
        };
    }

    /// <summary>The candidates that the content model proposes for each movie.</summary>
    private SparseRows Neighbours(RecommendationOptions options)
    {
        var entries = new List<(int, int, float)>();
        var recommender = new Recommender(_input, Content, liked: null, _quality, options);
        var scratch = recommender.NewScratch();
        for (var movie = 0; movie < _input.Movies.Length; movie++)
        {
            foreach (var found in recommender.Score(movie, scratch)) entries.Add((movie, found.Movie, found.Likeness));
        }

        return SparseRows.From(_input.Movies.Length, entries);
    }
}
