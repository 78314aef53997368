using System.Xml.Linq;
using MovieAspire.Dev.Test;

namespace MovieAspire.Dev.Tests;

public class CoverageTests
{
    [Fact]
    public void A_line_counts_when_any_report_has_it_and_only_in_the_product()
    {
        var first = Report("/repo/", "src/A/One.cs", (1, 0), (2, 3));
        var second = Report("/repo/src/A/", "One.cs", (1, 1), (3, 0));
        var tests = Report("/repo/", "tests/A.Tests/OneTests.cs", (1, 1));

        var lines = Coverage.Read([first, second, tests], "/repo");

        Assert.Equal(
            [(("src/A/One.cs", 1), true), (("src/A/One.cs", 2), true), (("src/A/One.cs", 3), false)],
            lines.OrderBy(line => line.Key.Line).Select(line => (line.Key, line.Value)));
    }

    private static XDocument Report(string source, string file, params (int Number, int Hits)[] lines) => new(
        new XElement("coverage",
            new XElement("sources", new XElement("source", source)),
            new XElement("class", new XAttribute("filename", file), new XElement("lines", lines.Select(line =>
                new XElement("line", new XAttribute("number", line.Number), new XAttribute("hits", line.Hits)))))));
}
