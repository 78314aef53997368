using System.CommandLine;
using MovieAspire.Recommendations.Input;
using MovieAspire.Worker.Compute.Recommendations;

namespace MovieAspire.Benchmarks.Recommendations;

/// <summary><c>bench recommendations</c>: how good the recommendations are, and what they cost.</summary>
internal static class RecommendationsCommand
{
    public static Command Create()
    {
        var ratings = new Option<DirectoryInfo?>("--ratings") { Description = "ratings.csv and links.csv in MovieLens format" };
        var dataset = new Option<DirectoryInfo?>("--dataset") { Description = "the data set with the movies; the ratings' parent by default" };
        var tune = new Option<bool>("--tune") { Description = "try weights on the validation users instead of testing" };
        var movies = new Option<int[]>("--movie") { Description = "print the list of this movie instead, by TMDB id; may be repeated" };
        var scale = new Option<bool>("--scale") { Description = "time and memory at 10,000 and 100,000 synthetic movies instead" };
        var command = new Command("recommendations", "Accuracy of recommendations beside baselines, and their cost.")
        {
            ratings, dataset, tune, movies, scale,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            if (result.GetValue(scale))
            {
                await Scale.RunAsync([10_000, 100_000], cancellationToken);
                return 0;
            }

            var (from, data) = (result.GetValue(ratings), result.GetValue(dataset) ?? result.GetValue(ratings)?.Parent);
            if (data is null) throw new ArgumentException("--ratings or --dataset is missing.");

            var options = new RecommendationOptions();
            var input = DatasetInput.Load(data.FullName);
            var read = from is null ? [] : MovieLensRatings.Read(from.FullName, cancellationToken).OfType<Rating>().ToList();
            Console.WriteLine($"{input.Input.Movies.Length:N0} movies, {read.Count:N0} ratings");
            if (result.GetValue(movies) is { Length: > 0 } ids) Showcase.Print(input, read, options, ids, cancellationToken);
            else if (result.GetValue(tune)) new Accuracy(input.Input, read, options).Tune(cancellationToken);
            // The neighbours and the shrinkage that --tune finds best.
            else new Accuracy(input.Input, read, options).Test(neighbours: 20, shrinkage: 5, cancellationToken);
            return 0;
        });
        return command;
    }
}
