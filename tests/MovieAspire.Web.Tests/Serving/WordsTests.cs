using MovieAspire.Web.Words;

namespace MovieAspire.Web.Tests.Serving;

public class WordsTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(9_999, "9,999")]
    [InlineData(26_300, "26 k")]
    [InlineData(1_230_000, "1.2 million")]
    [InlineData(2_787_965_087, "2.79 billion")]
    public void Large_numbers_are_short(long number, string text) => Assert.Equal(text, Amounts.Short(number));

    [Theory]
    [InlineData(0, 0, "0 %")]
    [InlineData(0, 10, "0 %")]
    [InlineData(10, 10, "100 %")]
    [InlineData(1, 1_000, "under 1 %")]
    [InlineData(999, 1_000, "over 99 %")]
    [InlineData(1, 2, "50 %")]
    public void A_share_is_never_all_or_nothing_unless_it_is(long part, long whole, string text) => Assert.Equal(text, Amounts.Share(part, whole));

    [Theory]
    [InlineData(45, "45 min")]
    [InlineData(120, "2 h")]
    [InlineData(136, "2 h 16 min")]
    public void Runtimes_are_hours_and_minutes(int minutes, string text) => Assert.Equal(text, Times.Runtime(minutes));

    [Theory]
    [InlineData("en", "English")]
    [InlineData("ja", "Japanese")]
    [InlineData("xx", "No language")]
    [InlineData("qq", "qq")]
    public void Languages_are_in_english(string code, string name) => Assert.Equal(name, Languages.Name(code));
}
