using System.CommandLine;

namespace MovieAspire.Benchmarks.Ingest;

/// <summary><c>bench ingest</c>: how fast movies get from a provider into Postgres, and at what cost.</summary>
internal static class IngestCommand
{
    public static Command Create()
    {
        var movies = new Option<int>("--movies")
        {
            Description = "Synthetic movies for the throughput.", DefaultValueFactory = _ => 10_000,
        };
        var memory = new Option<int[]>("--memory")
        {
            Description = "Numbers of movies for the memory; 0 leaves it out.", AllowMultipleArgumentsPerToken = true,
            Arity = ArgumentArity.ZeroOrMore, DefaultValueFactory = _ => [1_000, 10_000, 50_000],
        };
        var rate = new Option<int>("--rate")
        {
            Description = "Movies of each of the two workers that share a rate; 0 leaves it out.", DefaultValueFactory = _ => 1_000,
        };
        var command = new Command("ingest", "Movies per second, requests per movie, share of a limit used, memory.")
        {
            movies, memory, rate,
        };
        command.SetAction(async parsed =>
        {
            var sizes = parsed.GetValue(memory) ?? [];
            await RunAsync(parsed.GetValue(movies), sizes, parsed.GetValue(rate));
        });
        return command;
    }

    private static async Task RunAsync(int movies, int[] sizes, int rateMovies)
    {
        // A throughput says what the memory was, too: no size is run twice.
        foreach (var count in sizes.Append(movies).Where(count => count > 0).Distinct().Order())
            Console.WriteLine(await IngestMeasurement.TakeAsync(count, isWhole: count == movies));
        if (rateMovies > 0)
            Console.WriteLine(await LimitMeasurement.TakeAsync(rateMovies));
    }
}
