using MovieAspire.Text.Titles;

namespace MovieAspire.Text.Tests;

public class TitleTests
{
    [Theory]
    [InlineData("Rocky II", "Rocky 2", "rocky two")]
    [InlineData("The Godfather: Part II", "the godfather part 2", "Godfather, Part Two")]
    [InlineData("8½", "8 1/2", "eight and a half", "8 1-2")]
    [InlineData("Nineteen Eighty-Four", "1984")]
    [InlineData("101 Dalmatians", "One Hundred and One Dalmatians")]
    [InlineData("21 Jump Street", "twenty-one jump street")]
    [InlineData("10,000 BC", "ten thousand bc", "10000 bc")]
    [InlineData("2012", "twenty twelve", "two thousand twelve")]
    [InlineData("Friday the 13th", "friday the thirteenth")]
    [InlineData("The Taking of Pelham One Two Three", "the taking of pelham 123", "taking of pelham 1 2 3")]
    [InlineData("WALL·E", "wall-e", "Walle", "wall e")]
    [InlineData("Kill Bill: Vol. 2", "kill bill volume two", "kill bill vol ii")]
    [InlineData("Dr. Strangelove", "doctor strangelove")]
    [InlineData("E.T. the Extra-Terrestrial", "ET the extraterrestrial")]
    [InlineData("Lilo & Stitch", "lilo and stitch")]
    [InlineData("World War I", "world war one")]
    [InlineData("Star Trek V: The Final Frontier", "star trek 5 the final frontier")]
    [InlineData("$", "$ ")]
    public void Ways_of_writing_one_title_have_one_key(string title, params string[] others)
    {
        foreach (var other in others)
            Assert.Equal(TitleKeys.Loose(title), TitleKeys.Loose(other));
    }

    [Fact]
    public void Every_form_of_a_number_is_the_same_in_digits()
    {
        Assert.Contains(Numerals.Forms, forms => forms.SequenceEqual(["2", "two", "ii"]));
        Assert.All(Numerals.Forms, forms => Assert.Single(forms.Select(form => Numerals.InDigits(form)).Distinct()));
        Assert.Equal(Numerals.Forms.Sum(forms => forms.Count), Numerals.Forms.SelectMany(forms => forms).Distinct().Count());
    }

    [Theory]
    [InlineData("X-Men", "10 men")]
    [InlineData("V for Vendetta", "5 for vendetta")]
    [InlineData("I, Robot", "1 robot")]
    [InlineData("Alien", "Aliens")]
    [InlineData("Rocky II", "Rocky III")]
    [InlineData("$", "!")]
    public void Other_titles_have_other_keys(string title, string other) =>
        Assert.NotEqual(TitleKeys.Loose(title), TitleKeys.Loose(other));

    [Theory]
    [InlineData("The Godfather", "godfather")]
    [InlineData("Lord of Rings", "lordofrings")]
    [InlineData("The Lord of the Rings", "lordofrings")]
    [InlineData("Le Parrain", "parrain")]
    [InlineData("Les", "les")]
    [InlineData("A", "a")]
    public void Articles_count_for_nothing_in_the_loose_key(string title, string key) => Assert.Equal(key, TitleKeys.Loose(title));

    [Fact]
    public void Articles_count_in_the_exact_key() => Assert.NotEqual(TitleKeys.Exact("The Godfather"), TitleKeys.Exact("Godfather"));

    [Fact]
    public void Digits_drawn_for_letters_are_read_as_both()
    {
        Assert.Contains(TitleKeys.Exact("seven"), TitleKeys.All("Se7en"));
        Assert.Contains(TitleKeys.Exact("megan"), TitleKeys.All("M3GAN"));
        Assert.Contains("se7en", TitleKeys.All("Se7en"));
        Assert.Empty(Numerals.Respelled("rec3"));
        Assert.Empty(Numerals.Respelled("1984"));
        Assert.Empty(Numerals.Respelled("3d"));
    }
}
