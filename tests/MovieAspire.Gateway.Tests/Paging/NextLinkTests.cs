using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using MovieAspire.Gateway.Paging;
using MovieAspire.ServiceDefaults.Errors;

namespace MovieAspire.Gateway.Tests.Paging;

public class NextLinkTests
{
    [Fact]
    public void All_other_query_values_are_kept() => Prop.ForAll((NonNull<string> genre, PositiveInt limit) =>
    {
        // Half a character cannot be in an address.
        var text = new string([.. genre.Get.Where(letter => !char.IsSurrogate(letter))]);
        var query = NextQuery(new QueryString($"?genre={Uri.EscapeDataString(text)}&limit={limit.Get}&cursor=old"), "new");

        return query["genre"] == text && query["limit"] == $"{limit.Get}" && query["cursor"] == "new" && query.Count is 3;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_offset_goes_because_the_cursor_knows()
    {
        var query = NextQuery(new QueryString("?offset=20"), "abc");

        Assert.Equal(["cursor"], query.Keys);
    }

    [Fact]
    public void The_last_page_has_no_link()
    {
        var context = new DefaultHttpContext();

        NextLink.Announce(context, cursor: "");

        Assert.Equal(0, context.Response.Headers.Link.Count);
    }

    [Fact]
    public void An_offset_comes_back_out_of_its_cursor() => Prop.ForAll(
        Gen.Choose(0, 10_000).ToArbitrary(),
        offset => OffsetCursor.OffsetOf(new() { Cursor = OffsetCursor.Encode(offset) }) == offset).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(9_980, true)]
    [InlineData(9_981, false)]
    public void A_link_that_is_offered_is_never_refused(int offset, bool isOffered)
    {
        var context = new DefaultHttpContext();

        OffsetCursor.AnnounceNext(context, new() { Offset = offset, Limit = 20 }, items: 20);

        Assert.Equal(isOffered, context.Response.Headers.Link.Count > 0);
    }

    [Theory]
    [InlineData("!")]
    [InlineData("AA")]
    [InlineData("LTE")]
    [InlineData("OTk5OTk5OTk5")]
    public void A_cursor_that_no_page_gave_is_refused(string cursor) =>
        Assert.Throws<ServiceException>(() => OffsetCursor.OffsetOf(new() { Cursor = cursor }));

    private static Dictionary<string, Microsoft.Extensions.Primitives.StringValues> NextQuery(QueryString query, string cursor)
    {
        var context = new DefaultHttpContext();
        context.Request.Path = "/movies";
        context.Request.QueryString = query;

        NextLink.Announce(context, cursor);

        var link = context.Response.Headers.Link.ToString();
        Assert.Matches("^</movies\\?.*>; rel=\"next\"$", link);
        return QueryHelpers.ParseQuery(link[link.IndexOf('?', StringComparison.Ordinal)..link.LastIndexOf('>')]);
    }
}
