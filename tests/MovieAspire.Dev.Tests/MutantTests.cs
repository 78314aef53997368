using MovieAspire.Dev.Mutants;
using MovieAspire.Dev.Shell;

namespace MovieAspire.Dev.Tests;

public sealed class MutantTests : IDisposable
{
    private static readonly Mutant Fault = new("src/A.cs", "a < b", "a <= b", "A.Tests", "");

    private readonly string _folder = Directory.CreateTempSubdirectory("mutants-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_fault_is_put_where_its_original_stands_once() =>
        Assert.Equal("if (a <= b) x();", Fault.Apply("if (a < b) x();"));

    [Theory]
    [InlineData("if (a > b) x();")]
    [InlineData("if (a < b || a < b) x();")]
    public void A_list_that_is_older_than_the_code_is_noticed(string text) => Assert.Throws<DevException>(() => Fault.Apply(text));

    [Fact]
    public void Results_are_kept_from_one_call_to_the_next()
    {
        var path = Path.Combine(_folder, "results.tsv");
        var first = new MutantResults(path);
        Assert.Null(first.Find(Fault));
        Assert.Null(first.Baseline("A.Tests"));
        first.AddBaseline("A.Tests", new("", TimeSpan.FromSeconds(7)));
        first.AddBaseline("B.Tests", new("there are\nno such tests", TimeSpan.Zero));
        first.Add(Fault, Verdict.Missed, TimeSpan.FromSeconds(3), "a\tnote");

        var next = new MutantResults(path);

        Assert.Equal(Verdict.Missed, next.Find(Fault));
        Assert.Null(next.Find(Fault with { Replacement = "a > b" }));
        Assert.Equal(new("", TimeSpan.FromSeconds(7)), next.Baseline("A.Tests"));
        Assert.Equal("there are no such tests", next.Baseline("B.Tests")?.Problem);
    }

    [Fact]
    public void The_list_of_the_repository_fits_the_code()
    {
        var list = Mutant.ReadList(Path.Combine(Repository.Root, "tests", "mutants", "mutants.tsv"));

        Assert.True(list.Count >= 100);
        Assert.Equal(list.Count, list.Select(fault => fault.Key).Distinct().Count());
        var outdated = list.Where(fault => !File.Exists(Path.Combine(Repository.Root, fault.File))
            || File.ReadAllText(Path.Combine(Repository.Root, fault.File)).Split(fault.Original).Length != 2).ToList();
        // Code moves on; a list of which a tenth no longer fits has to be written anew.
        Assert.True(outdated.Count <= list.Count / 10, string.Join('\n', outdated.Select(fault => $"{fault.File}: {fault.Original}")));
    }
}
