using System.Text.RegularExpressions;

namespace MovieAspire.Architecture.Tests;

public partial class DocumentationTests
{
    [Fact]
    public void Files_and_folders_that_the_documents_name_exist()
    {
        var missing = Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md")
            .Append(Path.Combine(Repository.Root, "README.md"))
            .SelectMany(document => NamedFile().Matches(File.ReadAllText(document))
                .Select(match => match.Groups[1].Value)
                .Where(file => !Path.Exists(Path.Combine(Repository.Root, file)))
                .Select(file => $"{Path.GetFileName(document)}: {file}"))
            .ToList();

        Assert.True(missing.Count == 0, string.Join(Environment.NewLine, missing));
    }

    [GeneratedRegex(@"`((?:src|tests|eng|docs|MovieAspire\.\w+)/[\w./-]+\.\w+)`")]
    private static partial Regex NamedFile();
}
