using System.CommandLine;

namespace MovieAspire.Benchmarks.Libraries;

/// <summary><c>bench libraries</c>: how good the matching of exports is, what is recommended to their owners, and how long it all takes.</summary>
internal static class LibrariesCommand
{
    public static Command Create()
    {
        var dataset = new Option<DirectoryInfo>("--dataset")
        {
            Description = "a data set with the folders letterboxd (a folder for each export), movielens and the movies", Required = true,
        };
        var show = new Option<bool>("--show") { Description = "list the wrong and the missing matches" };
        var speed = new Option<bool>("--speed") { Description = "how long sessions take instead, from upload to completion; ten minutes" };
        var rate = new Option<int>("--rate")
        {
            Description = "with --speed: how many of the 40 requests a second that TMDB allows the worker takes", DefaultValueFactory = _ => 35,
        };
        var command = new Command("libraries", "Precision and coverage of matches, and hits of personal recommendations, beside baselines; or speed.")
        {
            dataset, show, speed, rate,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            var directory = result.GetValue(dataset)!.FullName;
            if (result.GetValue(speed))
            {
                await LibraryLoad.MeasureAsync(directory, result.GetValue(rate));
                return 0;
            }

            var exports = ExportFolders.Read(directory);
            Console.WriteLine(FormattableString.Invariant($"{exports.Count} exports, {exports.Sum(export => export.Films.Count):N0} films"));
            MatchQuality.Measure(directory, exports, result.GetValue(show));
            HeldOut.Measure(directory, exports, cancellationToken);
            return 0;
        });
        return command;
    }
}
