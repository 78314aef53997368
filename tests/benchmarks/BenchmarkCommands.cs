using System.CommandLine;
using MovieAspire.Benchmarks.Ingest;
using MovieAspire.Benchmarks.Lake;
using MovieAspire.Benchmarks.Libraries;
using MovieAspire.Benchmarks.Recommendations;
using MovieAspire.Benchmarks.Search;
using MovieAspire.Benchmarks.Serve;

namespace MovieAspire.Benchmarks;

/// <summary>What can be measured, one line for each folder.</summary>
internal static class BenchmarkCommands
{
    public static IReadOnlyList<Command> All { get; } =
    [
        IngestCommand.Create(),
        LakeCommand.Create(),
        LibrariesCommand.Create(),
        RecommendationsCommand.Create(),
        ServeCommand.Create(),
        SearchCommand.Create(),
        BareServer.Create(),
    ];
}
