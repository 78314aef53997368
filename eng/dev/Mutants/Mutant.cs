using MovieAspire.Dev.Shell;

namespace MovieAspire.Dev.Mutants;

/// <summary>A small fault to put into the product, and the tests that should notice it.</summary>
/// <param name="File">Relative to the repository.</param>
/// <param name="Original">Text that the file holds once.</param>
/// <param name="Replacement">What stands there instead.</param>
/// <param name="Project">The test project.</param>
/// <param name="Filter">Part of the full names of its tests; empty for all.</param>
internal sealed record Mutant(string File, string Original, string Replacement, string Project, string Filter)
{
    /// <summary>The tests, as they are named in the results.</summary>
    internal string Tests => Filter.Length > 0 ? Filter : Project;

    /// <summary>Names the fault in the results.</summary>
    internal string Key => $"{File}\t{Original}\t{Replacement}";

    /// <summary>Whether projects that use its own may have the value in their own code.</summary>
    internal bool IsConstantOfOthers => Original.Contains(" const ", StringComparison.Ordinal) && !Original.StartsWith("private", StringComparison.Ordinal);

    /// <summary>Reads a list: one fault a line, tabs between its parts; empty lines and those that begin with # are passed over.</summary>
    internal static IReadOnlyList<Mutant> ReadList(string path) =>
    [
        .. System.IO.File.ReadLines(path).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t') is
            [var file, var original, var replacement, var project, var filter]
            ? new Mutant(file, original, replacement, project, filter)
            : throw new DevException($"{path}: five parts with tabs between them are wanted: {line}")),
    ];

    /// <summary>The file's text with the fault in it.</summary>
    /// <exception cref="DevException">The original is not there, or more than once: the list is older than the code.</exception>
    internal string Apply(string text) => text.Split(Original).Length == 2
        ? text.Replace(Original, Replacement, StringComparison.Ordinal)
        : throw new DevException($"the file does not hold the original exactly once");
}

/// <summary>What became of a fault.</summary>
internal enum Verdict
{
    /// <summary>A test failed, or did not end.</summary>
    Noticed,

    /// <summary>All tests passed.</summary>
    Missed,

    /// <summary>The compiler refused it, the list is outdated, or the tests fail without it: it says nothing.</summary>
    Invalid,
}
