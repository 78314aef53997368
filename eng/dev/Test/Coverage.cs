using System.Xml.Linq;
using MovieAspire.Dev.Shell;

namespace MovieAspire.Dev.Test;

/// <summary>
/// With COVERAGE=1: which lines of src and MovieAspire.ServiceDefaults the tests of this run went through, by coverlet. A line
/// counts as covered when any test project covers it. Services that the tests start as processes of their own do not count.
/// </summary>
internal static class Coverage
{
    private static readonly string[] Product = ["src/", "MovieAspire.ServiceDefaults/"];

    private static string Results => Path.Combine(Repository.Artifacts, "test-results");

    private static bool IsAsked => Environment.GetEnvironmentVariable("COVERAGE") == "1";

    /// <summary>What makes `dotnet test` collect it.</summary>
    internal static IEnumerable<string> Arguments(string program) => IsAsked
        ? ["--collect", "XPlat Code Coverage", "--test-adapter-path", Path.Combine(Path.GetDirectoryName(program)!, "coverage")]
        : [];

    /// <summary>Forgets the last run's.</summary>
    internal static void Clear()
    {
        foreach (var report in Reports())
            Directory.Delete(Path.GetDirectoryName(report)!, recursive: true);
    }

    /// <summary>Says how much it was, by project and in all.</summary>
    internal static void Print()
    {
        if (!IsAsked)
            return;
        var lines = Read(Reports().Select(XDocument.Load), Repository.Root);
        foreach (var project in lines.GroupBy(line => Project(line.Key.File)).OrderBy(group => group.Key, StringComparer.Ordinal))
            Console.WriteLine($"Coverage of {project.Key}: {Share(project)}");
        Console.WriteLine($"Coverage: {Share(lines)}");
    }

    /// <summary>Whether each line of the product was covered.</summary>
    internal static Dictionary<(string File, int Line), bool> Read(IEnumerable<XDocument> reports, string root)
    {
        Dictionary<(string, int), bool> lines = [];
        foreach (var report in reports)
        {
            var sources = report.Descendants("source").Select(source => source.Value).DefaultIfEmpty("").ToList();
            foreach (var type in report.Descendants("class"))
            {
                var file = sources.Select(source => Path.GetRelativePath(root, Path.Combine(source, (string)type.Attribute("filename")!)))
                    .FirstOrDefault(path => Product.Any(folder => path.StartsWith(folder, StringComparison.Ordinal)));
                if (file is null)
                    continue;
                foreach (var line in type.Element("lines")?.Elements("line") ?? [])
                {
                    var key = (file, (int)line.Attribute("number")!);
                    lines[key] = lines.GetValueOrDefault(key) || (long)line.Attribute("hits")! > 0;
                }
            }
        }

        return lines;
    }

    private static string[] Reports() => Directory.Exists(Results)
        ? Directory.GetFiles(Results, "coverage.cobertura.xml", SearchOption.AllDirectories)
        : [];

    private static string Project(string file) => file.Split('/') is ["src", var project, ..] ? project : file.Split('/')[0];

    private static string Share(IEnumerable<KeyValuePair<(string File, int Line), bool>> lines)
    {
        var (covered, all) = lines.Aggregate((0, 0), (sum, line) => (sum.Item1 + (line.Value ? 1 : 0), sum.Item2 + 1));
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{(all == 0 ? 0 : 100.0 * covered / all):F1} % of {all:N0} lines");
    }
}
