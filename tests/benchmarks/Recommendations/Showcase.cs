using MovieAspire.Recommendations.Input;
using MovieAspire.Recommendations.Lists;
using MovieAspire.Recommendations.Models;
using MovieAspire.Worker.Compute.Recommendations;

namespace MovieAspire.Benchmarks.Recommendations;

/// <summary>Prints the lists of some movies for people to judge.</summary>
internal static class Showcase
{
    public static void Print(DatasetInput data, IReadOnlyList<Rating> ratings, RecommendationOptions options, int[] ids, CancellationToken cancellationToken)
    {
        var content = ContentModel.Build(data.Input, options.Content);
        var likes = Interactions.From(ratings, data.Input.Numbers, options.Ease.LikedFrom, options.Ease.MaxMovies);
        var liked = likes.Movies.Length < 2 ? null : EaseModel.Learn(likes, options.Ease.L2, _ => { }, cancellationToken);
        var recommender = new Recommender(data.Input, content, liked, QualityPrior.Of(data.Input.Movies), options.Lists);
        var reasons = new Reasons(data.Input, content.Vectors);
        var workspace = recommender.NewWorkspace();
        foreach (var id in ids)
        {
            if (!data.Input.Numbers.TryGetValue(id, out var movie))
            {
                Console.WriteLine($"The data set has no movie {id}.");
                continue;
            }

            Console.WriteLine($"\n{data.Titles[id]}");
            foreach (var found in recommender.Recommend(movie, workspace))
            {
                var why = reasons.Of(movie, found).Select(reason => $"{reason.Kind} {string.Join(", ", reason.Names)}".TrimEnd());
                Console.WriteLine($"  {found.Score:0.000} (likeness {found.Likeness:0.00}, together {found.Together:0.00})  {data.Titles[data.Input.Movies[found.Movie].Id]}: {string.Join("; ", why)}");
            }
        }
    }
}
