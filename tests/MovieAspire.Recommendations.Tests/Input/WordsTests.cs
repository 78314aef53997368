using MovieAspire.Recommendations.Input;

namespace MovieAspire.Recommendations.Tests.Input;

public class WordsTests
{
    [Theory]
    [InlineData("A hitman, and his hitman brother.", "brother hitman")]
    [InlineData("Amélie's café in the ŁÓDŹ strasse/Straße", "amelie cafe lodz strasse")]
    [InlineData("They were to be at it", "")]
    [InlineData("千と千尋の神隠し", "千と千尋の神隠し")]
    [InlineData("", "")]
    public void Words_are_folded_and_those_that_say_nothing_are_left_out(string text, string words) =>
        Assert.Equal(words, string.Join(' ', Words.Count(text).Keys.Order(StringComparer.Ordinal)));

    [Fact]
    public void Each_word_is_counted()
    {
        var words = Words.Count("Toys, toys and TOYS: a boy");
        Assert.Equal((3, 1), (words["toys"], words["boy"]));
    }
}
