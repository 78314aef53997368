using System.CommandLine;
using MovieAspire.Benchmarks.Search;

namespace MovieAspire.Benchmarks;

/// <summary>What can be measured, one line for each folder.</summary>
internal static class BenchmarkCommands
{
    public static IReadOnlyList<Command> All { get; } =
    [
        SearchCommand.Create(),
    ];
}
