using System.Globalization;
using MovieAspire.Recommendations.Input;
using MovieAspire.Recommendations.Lists;
using MovieAspire.Recommendations.Models;
using MovieAspire.Worker.Compute.Recommendations;

namespace MovieAspire.Benchmarks.Recommendations;

/// <summary>Compares the models with the baselines on held-out users.</summary>
internal sealed class Accuracy(RecommendationInput input, IReadOnlyList<Rating> ratings, RecommendationOptions options)
{
    private readonly Protocol _protocol = new(ratings, input.Numbers, options.Ease.LikedFrom);
    private readonly Blend _blend = new(input, options);

    /// <summary>Tries weights on the validation users.</summary>
    public void Tune(CancellationToken cancellationToken)
    {
        var fold = _protocol.Validation();
        var likes = LikesOf(fold);
        Console.WriteLine($"{fold.Trials.Count} validation users, {likes.Movies.Length} movies liked by the others");
        Print("popularity", Measure([fold], _ => Baselines.Popularity(likes)), likes.Movies.Length);
        foreach (var neighbours in (int[])[20, 50, 100])
        {
            foreach (var shrinkage in (double[])[0, 5, 20])
                Print($"item-kNN {neighbours}, {shrinkage}", Measure([fold], _ => Baselines.ItemKnn(likes, neighbours, shrinkage)), likes.Movies.Length);
        }

        Print("content", Measure([fold], _ => _blend.Score(null, Blended(options.Lists), options.Lists.QualityWeight)), likes.Movies.Length);
        foreach (var l2 in (double[])[50, 100, 200, 400])
        {
            var liked = EaseModel.Learn(likes, l2, _ => { }, cancellationToken);
            Print($"EASE {l2}", Measure([fold], _ => _blend.Score(liked, Together, 0)), likes.Movies.Length);
            foreach (var weight in (double[])[4, 8, 12, 16])
            {
                foreach (var share in (double[])[0.1, 0.2, 0.4, 1])
                {
                    var blended = Blended(options.Lists with { LikedWeight = weight, UnrelatedShare = share });
                    Print($"blend {l2}, {weight}, {share}", Measure([fold], _ => _blend.Score(liked, blended, options.Lists.QualityWeight)), likes.Movies.Length);
                }
            }
        }
    }

    /// <summary>The test, with the weights of the settings.</summary>
    public void Test(int neighbours, double shrinkage, CancellationToken cancellationToken)
    {
        var folds = _protocol.Test().ToList();
        var likes = folds.ToDictionary(fold => fold, LikesOf);
        var liked = folds.ToDictionary(fold => fold, fold => EaseModel.Learn(likes[fold], options.Ease.L2, _ => { }, cancellationToken));
        var movies = likes.Values.Max(fold => fold.Movies.Length);
        Console.WriteLine($"{folds.Sum(fold => fold.Trials.Count)} users in {folds.Count} folds, {movies} movies");
        Print("popularity", Measure(folds, fold => Baselines.Popularity(likes[fold])), movies);
        Print("item-kNN", Measure(folds, fold => Baselines.ItemKnn(likes[fold], neighbours, shrinkage)), movies);
        Print("content alone", Measure(folds, _ => _blend.Score(null, Blended(options.Lists), options.Lists.QualityWeight)), movies);
        Print("EASE alone", Measure(folds, fold => _blend.Score(liked[fold], Together, 0)), movies);
        Print("blend", Measure(folds, fold => _blend.Score(liked[fold], Blended(options.Lists), options.Lists.QualityWeight)), movies);
    }

    private static float Together(float likeness, float weight) => weight;

    private static Func<float, float, float> Blended(ListOptions options) =>
        (likeness, weight) => Recommender.Blend(likeness, Recommender.Together(weight, likeness, options));

    private Interactions LikesOf(Fold fold) => Interactions.From(fold.Training, input.Numbers, options.Ease.LikedFrom, options.Ease.MaxMovies);

    private Measures Measure(IReadOnlyList<Fold> folds, Func<Fold, Scorer> scorer)
    {
        var measures = new Measures(_blend.Content.Vectors);
        foreach (var fold in folds)
        {
            var score = scorer(fold);
            foreach (var trial in fold.Trials)
            {
                var scores = new float[input.Movies.Length];
                score(trial.Shown, scores);
                measures.Add(trial, scores);
            }
        }

        return measures;
    }

    private static void Print(string model, Measures measures, int movies) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{model,-32} Recall@20 {measures.Recall:0.0000}  NDCG@20 {measures.Ndcg:0.0000} (+- {measures.ErrorOfNdcg:0.0000})  coverage {measures.Coverage(movies):0.000}  diversity {measures.Diversity:0.000}"));
}
