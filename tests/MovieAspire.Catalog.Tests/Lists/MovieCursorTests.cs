using System.Buffers.Text;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MovieAspire.Catalog.Movies.Lists;
using MovieAspire.Contracts.Catalog.V1;

namespace MovieAspire.Catalog.Tests.Lists;

public class MovieCursorTests
{
    private static readonly MovieSort[] Sorts = [.. Enum.GetValues<MovieSort>().Where(sort => sort is not MovieSort.Unspecified)];

    [Fact]
    public void A_number_comes_back_exactly() => Prop.ForAll(
        ArbMap.Default.ArbFor<NormalFloat>(), ArbMap.Default.ArbFor<PositiveInt>(), (key, id) =>
        {
            var order = MovieOrder.Of(MovieSort.PopularityDesc)!;
            var text = MovieCursor.Encode(order, key.Get.ToString("R", System.Globalization.CultureInfo.InvariantCulture), id.Get);
            return MovieCursor.Decode(text, order) == new MovieCursor(key.Get, id.Get);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_title_comes_back_exactly_whatever_is_in_it() => Prop.ForAll(
        ArbMap.Default.ArbFor<UnicodeString>(), ArbMap.Default.ArbFor<PositiveInt>(), (key, id) =>
        {
            var order = MovieOrder.Of(MovieSort.TitleAsc)!;
            var title = WellFormed(key.Get).Replace("\0", "", StringComparison.Ordinal);
            return MovieCursor.Decode(MovieCursor.Encode(order, title, id.Get), order) == new MovieCursor(title, id.Get);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_cursor_is_safe_in_an_url() => Prop.ForAll(ArbMap.Default.ArbFor<UnicodeString>(), key =>
        MovieCursor.Encode(MovieOrder.Of(MovieSort.TitleAsc)!, WellFormed(key.Get), 1)
            .All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')).QuickCheckThrowOnFailure();

    [Fact]
    public void Garbage_is_no_cursor_and_never_an_error() => Prop.ForAll(
        ArbMap.Default.ArbFor<string>(), Gen.Elements(Sorts).ToArbitrary(), (text, sort) =>
            MovieCursor.Decode(text ?? "", MovieOrder.Of(sort)!) is null).QuickCheckThrowOnFailure();

    [Fact]
    public void A_cursor_of_another_sort_is_refused()
    {
        foreach (var sort in Sorts)
        {
            var text = MovieCursor.Encode(MovieOrder.Of(sort)!, "2000", 1);
            Assert.All(Sorts.Where(other => other != sort), other => Assert.Null(MovieCursor.Decode(text, MovieOrder.Of(other)!)));
        }
    }

    [Theory]
    [InlineData(MovieSort.PopularityDesc, "1:7:many")]
    [InlineData(MovieSort.PopularityDesc, "1:seven:1.5")]
    [InlineData(MovieSort.PopularityDesc, "1:7")]
    [InlineData(MovieSort.PopularityDesc, "01:7:1.5")]
    [InlineData(MovieSort.PopularityDesc, "1:-7:1.5")]
    [InlineData(MovieSort.ReleaseDateDesc, "2:7:2024-02-30")]
    [InlineData(MovieSort.VoteCountDesc, "5:7:1.5")]
    [InlineData(MovieSort.TitleAsc, "6:7:a\0b")]
    public void A_cursor_with_a_bad_part_is_refused(MovieSort sort, string content) =>
        Assert.Null(MovieCursor.Decode(Base64Url.EncodeToString(Encoding.UTF8.GetBytes(content)), MovieOrder.Of(sort)!));

    [Fact]
    public void Bytes_that_are_no_text_are_refused() => Assert.Null(
        MovieCursor.Decode(Base64Url.EncodeToString([.. "6:7:"u8, 0xC3]), MovieOrder.Of(MovieSort.TitleAsc)!));

    // Half a surrogate pair is no text; Postgres cannot hold it either.
    private static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
