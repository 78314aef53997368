using FsCheck;
using FsCheck.Fluent;
using MovieAspire.Recommendations.Input;
using MovieAspire.Recommendations.Models;
using MovieAspire.Recommendations.Lists;

namespace MovieAspire.Recommendations.Tests.Lists;

public class RecommenderTests
{
    private static readonly ContentOptions Content = new();
    private static readonly ListOptions Options = new();

    [Fact]
    public void A_director_in_common_says_more_than_a_genre()
    {
        var builder = Builder(4);
        builder.Add(1, FeatureKind.Director, 7);
        builder.Add(2, FeatureKind.Director, 7);
        for (var movie = 1; movie <= 4; movie++) builder.Add(movie, FeatureKind.Genre, 18);
        var vectors = ContentModel.Build(builder.Build(NameOf), Content).Vectors;

        Assert.True(vectors.Dot(0, 1) > vectors.Dot(0, 2), $"{vectors.Dot(0, 1)} and {vectors.Dot(0, 2)}");
        Assert.True(vectors.Dot(0, 2) > 0);
    }

    [Fact]
    public void Likeness_is_between_0_and_1_and_the_order_of_reading_does_not_matter() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(50), Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue - 1)), seed =>
        {
            var features = Features(new Random(seed), movies: 12);
            var (input, shuffled) = (InputOf(12, features), InputOf(12, [.. features.Reverse()]));
            Assert.Equal(input.Fingerprint(), shuffled.Fingerprint());
            var vectors = ContentModel.Build(input, Content).Vectors;
            for (var a = 0; a < 12; a++)
            {
                for (var b = 0; b < 12; b++) Assert.InRange(vectors.Dot(a, b), 0, 1.00001f);
            }
        }));

    [Fact]
    public void A_list_has_distinct_movies_by_rules_whatever_the_catalog() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(50), Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue - 1)), seed =>
        {
            var input = InputOf(40, Features(new Random(seed), movies: 40), adult: 5);
            var content = ContentModel.Build(input, Content);
            var recommender = new Recommender(input, content, liked: null, QualityPrior.Of(input.Movies), Options);
            var workspace = recommender.NewWorkspace();
            for (var movie = 0; movie < 40; movie++)
            {
                var list = recommender.Recommend(movie, workspace);
                Assert.Equal(list.Length, list.DistinctBy(found => found.Movie).Count());
                Assert.DoesNotContain(list, found => found.Movie == movie || input.Movies[found.Movie].Adult == 1);
                Assert.All(
                    list.Where(found => input.Movies[found.Movie].Collection > 0).GroupBy(found => input.Movies[found.Movie].Collection),
                    series => Assert.InRange(series.Count(), 1, Options.MaxPerCollection));
                Assert.All(list, found => Assert.NotEmpty(new Reasons(input, content.Vectors).Of(movie, found)));
                Assert.All(workspace.Sums, sum => Assert.Equal(0, sum));
                Assert.All(workspace.Weights, weight => Assert.Equal(0, weight));
            }
        }));

    [Fact]
    public void Without_diversity_the_list_is_ordered_by_score_and_with_it_a_copy_comes_later()
    {
        // 1 and 2 are the same to the last keyword, 3 is another thing; all are like 0 in their way.
        var vectors = SparseMatrix.From(4, [(0, 0, 0.6f), (0, 1, 0.6f), (1, 0, 0.6f), (2, 0, 0.6f), (3, 1, 0.5f)]);
        List<Recommendation> candidates = [new(1, 0.36f, 0, 0, 0), new(2, 0.35f, 0, 0, 0), new(3, 0.30f, 0, 0, 0)];

        Assert.Equal([1, 2, 3], Movies(MaximalMarginalRelevance.Pick(candidates, vectors, _ => 0, Options with { Diversity = 0 }, new float[2])));
        Assert.Equal([1, 3, 2], Movies(MaximalMarginalRelevance.Pick(candidates, vectors, _ => 0, Options with { Diversity = 0.7 }, new float[2])));
        Assert.Equal([1, 3], Movies(MaximalMarginalRelevance.Pick(
            candidates, vectors, movie => movie == 3 ? 0 : 9, Options with { MaxPerCollection = 1 }, new float[2])));

        static IEnumerable<int> Movies(Recommendation[] list) => list.Select(found => found.Movie);
    }

    [Fact]
    public void The_weighted_rating_is_as_documented()
    {
        var prior = QualityPrior.Of([new(1, 0, 0, 0, 0), .. Enumerable.Range(2, 11).Select(i => new RatedMovie(i, 0, 100 * (i - 2), 0, 6))]);

        // Ten movies have votes, 100 to 1,000: the 90th percentile is 910, the mean 6.
        Assert.Equal(6, prior.MeanRating, 9);
        Assert.Equal(910, prior.VotesPercentile, 9);
        Assert.Equal((910 * 9 + 910 * 6) / 1820.0, prior.WeightedRating(new(99, 0, 910, 0, 9)), 9);
        Assert.Equal(1, prior.FactorOf(new(99, 0, 0, 0, 0), 0.1));
        Assert.Equal(1.15f, prior.FactorOf(new(99, 0, 910, 0, 9), 0.1), 5);
    }

    private static InputBuilder Builder(int movies, (int Movie, FeatureKind Kind, int Id)[]? features = null, int adult = 0)
    {
        var builder = new InputBuilder();
        for (var movie = 1; movie <= movies; movie++)
            builder.Add(new(movie, movie % 4 == 0 ? 1 : 0, 1000 - movie, movie <= adult ? 1 : 0, movie % 10), "");
        foreach (var (movie, field, id) in features ?? []) builder.Add(movie, field, id);
        return builder;
    }

    private static RecommendationInput InputOf(int movies, (int Movie, FeatureKind Kind, int Id)[] features, int adult = 0) =>
        Builder(movies, features, adult).Build(NameOf);

    private static (int Movie, FeatureKind Kind, int Id)[] Features(Random random, int movies) =>
    [
        .. Enumerable.Range(0, movies * 6).Select(_ => (1 + random.Next(movies), (FeatureKind)random.Next(1, 6), 1 + random.Next(8))),
    ];

    private static string NameOf(FeatureKind field, int id) => $"{field} {id}";
}
