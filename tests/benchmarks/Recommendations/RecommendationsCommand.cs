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
        var known = new Option<bool>("--known") { Description = "print the lists of known movies instead" };
        var mostRated = new Option<int?>("--most-rated") { Description = "only ratings of so many movies, those liked most" };
        var scale = new Option<bool>("--scale") { Description = "time and memory with synthetic movies instead" };
        var sizes = new Option<int[]>("--size") { Description = "how many; may be repeated", DefaultValueFactory = _ => [10_000, 100_000] };
        var minVotes = new Option<int>("--min-votes")
        {
            Description = "votes of a candidate, with --scale", DefaultValueFactory = _ => new RecommendationOptions().MinVotes,
        };
        var command = new Command("recommendations", "Accuracy of recommendations beside baselines, and their cost.")
        {
            ratings, dataset, tune, movies, known, mostRated, scale, sizes, minVotes,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            if (result.GetValue(scale))
            {
                await Scale.RunAsync(result.GetValue(sizes)!, result.GetValue(minVotes), cancellationToken);
                return 0;
            }

            var (from, data) = (result.GetValue(ratings), result.GetValue(dataset) ?? result.GetValue(ratings)?.Parent);
            if (data is null)
                throw new ArgumentException("--ratings or --dataset is missing.");

            var options = new RecommendationOptions();
            var dataMovies = DatasetMovies.Load(data.FullName, options.MinVotes);
            var read = from is null ? [] : MovieLensRatings.Read(from.FullName, cancellationToken).OfType<Rating>().ToList();
            Console.WriteLine($"{dataMovies.Facts.Count:N0} movies, {read.Count:N0} ratings");
            Accuracy.MostRated = result.GetValue(mostRated);
            var ids = result.GetValue(known) ? KnownMovies.IdsOf(dataMovies.Titles) : result.GetValue(movies) ?? [];
            if (ids.Length > 0)
                Showcase.Print(dataMovies, read, options, ids, cancellationToken);
            else if (result.GetValue(tune))
                new Accuracy(dataMovies, read, options).Tune(cancellationToken);
            // The neighbours and the shrinkage that --tune finds best.
            else
                new Accuracy(dataMovies, read, options).Test(neighbours: 20, shrinkage: 5, cancellationToken);
            return 0;
        });
        return command;
    }
}
