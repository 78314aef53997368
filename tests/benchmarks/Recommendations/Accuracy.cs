using System.Collections.Concurrent;
using System.Globalization;
using MovieAspire.Recommendations.Input;
using MovieAspire.Recommendations.Lists;
using MovieAspire.Recommendations.Models;
using MovieAspire.Worker.Compute.Recommendations;

namespace MovieAspire.Benchmarks.Recommendations;

/// <summary>
/// Compares the models with the baselines on held-out users. A movie's score for a user is the sum of its scores for each of
/// the movies shown, of all movies and not only of those that a list would look at.
/// </summary>
internal sealed class Accuracy
{
    private readonly IReadOnlyList<Rating> _ratings;
    private readonly RecommendationOptions _options;
    private readonly Candidates _candidates;
    private readonly ContentModel _content;
    private readonly MoviePrior _prior;
    private readonly Protocol _protocol;
    private readonly ConcurrentDictionary<int, float[]> _fits = [];

    public Accuracy(DatasetMovies movies, IReadOnlyList<Rating> ratings, RecommendationOptions options)
    {
        _candidates = movies.Candidates();
        (_ratings, _options) = (OfMostRated(ratings, _candidates.Numbers, options), options);
        _content = ContentModel.Build(_candidates, options.Content);
        _prior = MoviePrior.Of(_candidates.Movies);
        _protocol = new(_ratings, _candidates.Numbers, options.Ease.LikedFrom);
    }

    /// <summary>Only ratings of so many movies, those liked most; null for all.</summary>
    public static int? MostRated { get; set; }

    /// <summary>Tries settings on the validation users.</summary>
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

        Print("content", Measure([fold], _ => Score(null, _options.Lists)), likes.Movies.Length);
        foreach (var l2 in (double[])[50, 100, 200])
        {
            var ease = EaseModel.Learn(likes, l2, _ => { }, cancellationToken);
            Print($"EASE {l2}", Measure([fold], _ => Together(ease)), likes.Movies.Length);
            foreach (var weight in (double[])[0.5, 1, 2, 4, 8])
            {
                foreach (var half in (double[])[2, 5, 20, 50])
                {
                    var lists = _options.Lists with { LikedTogether = weight, EvidenceHalf = half };
                    Print($"blend {l2}, {weight}, {half}", Measure([fold], _ => Score(ease, lists)), likes.Movies.Length);
                }
            }
        }
    }

    /// <summary>The test, with the settings of the product.</summary>
    public void Test(int neighbours, double shrinkage, CancellationToken cancellationToken)
    {
        var folds = _protocol.Test().ToList();
        var likes = folds.ToDictionary(fold => fold, LikesOf);
        var ease = folds.ToDictionary(fold => fold, fold => EaseModel.Learn(likes[fold], _options.Ease.L2, _ => { }, cancellationToken));
        var movies = likes.Values.Max(fold => fold.Movies.Length);
        Console.WriteLine($"{folds.Sum(fold => fold.Trials.Count)} users in {folds.Count} folds, {movies} movies");
        Print("popularity", Measure(folds, fold => Baselines.Popularity(likes[fold])), movies);
        Print("item-kNN", Measure(folds, fold => Baselines.ItemKnn(likes[fold], neighbours, shrinkage)), movies);
        Print("content alone", Measure(folds, _ => Score(null, _options.Lists)), movies);
        Print("EASE alone", Measure(folds, fold => Together(ease[fold])), movies);
        Print("blend", Measure(folds, fold => Score(ease[fold], _options.Lists)), movies);
    }

    /// <summary>Content alone, on the validation users.</summary>
    public (double Recall, double Ndcg) Content()
    {
        var measures = Measure([_protocol.Validation()], _ => Score(null, _options.Lists));
        return (measures.Recall, measures.Ndcg);
    }

    private static List<Rating> OfMostRated(
        IReadOnlyList<Rating> ratings, IReadOnlyDictionary<int, int> numbers, RecommendationOptions options)
    {
        if (MostRated is not { } count)
            return [.. ratings];
        var kept = ratings.Where(rating => rating.Stars >= options.Ease.LikedFrom && numbers.ContainsKey(rating.Movie))
            .CountBy(rating => rating.Movie).OrderByDescending(movie => movie.Value).ThenBy(movie => movie.Key).Take(count)
            .Select(movie => movie.Key).ToHashSet();
        return [.. ratings.Where(rating => kept.Contains(rating.Movie))];
    }

    private static Scorer Together(EaseModel ease) => (shown, scores) =>
    {
        foreach (var movie in shown)
        {
            var weights = ease.WeightsOf(movie);
            for (var column = 0; column < weights.Length; column++)
                scores[ease.Movies[column]] += weights[column];
        }
    };

    /// <summary>As the product scores: content alone without <paramref name="ease"/>.</summary>
    private Scorer Score(EaseModel? ease, ListOptions lists)
    {
        var recommender = new Recommender(_content, ease, _prior, lists);
        return (shown, scores) =>
        {
            foreach (var movie in shown)
            {
                var fits = _fits.GetOrAdd(movie, FitsOf);
                for (var other = 0; other < scores.Length; other++)
                {
                    if (other != movie)
                        scores[other] += recommender.Blend(movie, other, fits[other], out _);
                }
            }
        };
    }

    private float[] FitsOf(int movie)
    {
        var (profile, workspace) = (_content.Describe(movie), new Workspace(_candidates.Movies.Length, _candidates.Vocabulary.Features.Count));
        workspace.Load(profile.Columns, profile.Values);
        var fits = new float[_candidates.Movies.Length];
        for (var other = 0; other < fits.Length; other++)
            fits[other] = _content.FitOf(profile, other, _content.LikenessOf(other, workspace, out var genres), genres);
        return fits;
    }

    private Interactions LikesOf(Fold fold) =>
        Interactions.From(fold.Training, _candidates.Numbers, _options.Ease.LikedFrom, _options.Ease.MaxMovies);

    private Measures Measure(IReadOnlyList<Fold> folds, Func<Fold, Scorer> scorer)
    {
        var measures = new Measures(_content);
        foreach (var fold in folds)
        {
            var score = scorer(fold);
            Parallel.ForEach(fold.Trials, trial =>
            {
                var scores = new float[_candidates.Movies.Length];
                score(trial.Shown, scores);
                measures.Add(trial, scores);
            });
        }

        return measures;
    }

    private static void Print(string model, Measures measures, int movies) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{model,-32} Recall@20 {measures.Recall:0.0000}  NDCG@20 {measures.Ndcg:0.0000} (+- {measures.ErrorOfNdcg:0.0000})  coverage {measures.Coverage(movies):0.000}  diversity {measures.Diversity:0.000}"));
}
