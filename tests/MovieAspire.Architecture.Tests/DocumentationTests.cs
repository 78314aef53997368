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

    [Fact]
    public void Tests_that_the_documents_name_are_in_the_class_that_they_name()
    {
        var tests = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText).ToList();

        var missing = Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md")
            .SelectMany(document => NamedTest().Matches(File.ReadAllText(document)))
            .Where(match => !tests.Any(text => text.Contains($"class {match.Groups["class"].Value}", StringComparison.Ordinal)
                && text.Contains(match.Groups["test"].Value, StringComparison.Ordinal)))
            .Select(match => match.Value)
            .ToList();

        Assert.True(missing.Count == 0, string.Join(Environment.NewLine, missing));
    }

    // `LeaseTests`: A_worker_that_cannot_renew...
    [GeneratedRegex(@"`(?<class>\w+Tests)`(?:(?: \(\w+\))?: (?:\.\.\.)?(?<test>\w+)\.\.\.)?")]
    private static partial Regex NamedTest();

    [GeneratedRegex(@"`((?:src|tests|eng|docs|MovieAspire\.\w+)/[\w./-]+\.\w+)`")]
    private static partial Regex NamedFile();
}
