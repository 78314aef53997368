using System.CommandLine;

namespace MovieAspire.Benchmarks.Libraries;

/// <summary><c>bench libraries</c>: how good the matching of exports is, and what is recommended to their owners.</summary>
internal static class LibrariesCommand
{
    public static Command Create()
    {
        var dataset = new Option<DirectoryInfo>("--dataset")
        {
            Description = "a data set with the folders letterboxd (a folder for each export), movielens and the movies", Required = true,
        };
        var show = new Option<bool>("--show") { Description = "list the wrong and the missing matches" };
        var command = new Command("libraries", "Precision and coverage of matches, and hits of personal recommendations, beside baselines.") { dataset, show };
        command.SetAction((result, cancellationToken) =>
        {
            var directory = result.GetValue(dataset)!.FullName;
            var exports = ExportFolders.Read(directory);
            Console.WriteLine(FormattableString.Invariant($"{exports.Count} exports, {exports.Sum(export => export.Films.Count):N0} films"));
            MatchQuality.Measure(directory, exports, result.GetValue(show));
            HeldOut.Measure(directory, exports, cancellationToken);
            return Task.FromResult(0);
        });
        return command;
    }
}
