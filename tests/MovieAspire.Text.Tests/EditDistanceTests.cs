using FsCheck;
using FsCheck.Fluent;
using MovieAspire.Text.Spelling;

namespace MovieAspire.Text.Tests;

public class EditDistanceTests
{
    private static readonly Gen<string> Words = Gen.Choose(0, 9).SelectMany(length =>
        Gen.Elements('a', 'b', 'c').ListOf(length).Select(letters => string.Concat(letters)));

    [Theory]
    [InlineData("godfather", "godfahter", 1)]
    [InlineData("godfather", "godfater", 1)]
    [InlineData("ouija", "ouaja", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("ca", "abc", 3)]
    [InlineData("", "abc", 3)]
    public void Typos_are_counted(string a, string b, int typos) => Assert.Equal(typos, EditDistance.Between(a, b, 9));

    [Fact]
    public void A_bound_changes_nothing_below_it() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2_000),
        Prop.ForAll((from a in Words from b in Words from max in Gen.Choose(0, 4) select (a, b, max)).ToArbitrary(), pair =>
            EditDistance.Between(pair.a, pair.b, pair.max) == Math.Min(InFull(pair.a, pair.b), pair.max + 1)));

    [Fact]
    public void Likeness_is_one_for_equal_words_and_none_for_strangers()
    {
        Assert.Equal(1, EditDistance.Likeness("", ""));
        Assert.Equal(1, EditDistance.Likeness("alien", "alien"));
        Assert.Equal(0, EditDistance.Likeness("abc", "xyz"));
        Assert.Equal(0.8, EditDistance.Likeness("alien", "alian"), 3);
    }

    // The definition, with the whole table.
    private static int InFull(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    d[i, j] = i + j;
                    continue;
                }

                d[i, j] = Math.Min(Math.Min(d[i - 1, j], d[i, j - 1]) + 1, d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }

        return d[a.Length, b.Length];
    }
}
