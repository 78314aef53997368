using MovieAspire.Catalog.Tests.Hosting;
using MovieAspire.Contracts.Catalog.V1;

namespace MovieAspire.Catalog.Tests.Lists;

public class ListValidationTests(ListSeed seed) : IClassFixture<ListSeed>
{
    public static TheoryData<string, string> BadRequests => new()
    {
        { "limit", """{ "limit": -1 }""" },
        { "limit", """{ "limit": 101 }""" },
        { "offset", """{ "offset": -1 }""" },
        { "offset", """{ "offset": 10001 }""" },
        { "cursor", """{ "cursor": "garbage" }""" },
        { "cursor", """{ "cursor": "===" }""" },
        { "sort", """{ "sort": 99 }""" },
        { "year", """{ "filter": { "year": 0 } }""" },
        { "year_from", """{ "filter": { "year_from": 20250 } }""" },
        { "year_to", """{ "filter": { "year_to": -5 } }""" },
        { "year_from", """{ "filter": { "year_from": 2000, "year_to": 1999 } }""" },
        { "min_rating", """{ "filter": { "min_rating": -0.1 } }""" },
        { "min_rating", """{ "filter": { "min_rating": 10.1 } }""" },
        { "min_rating", """{ "filter": { "min_rating": "NaN" } }""" },
        { "min_votes", """{ "filter": { "min_votes": -1 } }""" },
        { "language", """{ "filter": { "language": "eng" } }""" },
        { "language", """{ "filter": { "language": "é1" } }""" },
        { "person", """{ "filter": { "person": 0 } }""" },
        { "collection", """{ "filter": { "collection": -1 } }""" },
        { "genre", """{ "filter": { "genre": "a\u0000b" } }""" },
        { "keyword", """{ "filter": { "keyword": "a\nb" } }""" },
    };

    [Theory]
    [MemberData(nameof(BadRequests))]
    public Task A_bad_field_is_named(string field, string request) =>
        Expect.InvalidAsync([field], seed.List(ListMoviesRequest.Parser.ParseJson(request)));

    [Fact]
    public Task All_bad_fields_are_named_at_once() => Expect.InvalidAsync(
        ["limit", "offset", "offset", "cursor", "year_from", "min_rating", "language", "keyword"],
        seed.List(new ListMoviesRequest
        {
            Limit = 1000,
            Offset = -1,
            Cursor = "x",
            Filter = new MovieFilter
            {
                YearFrom = 2001, YearTo = 2000, MinRating = 11, Language = "e", Keyword = new string('x', 10_000),
            },
        }));

    [Fact]
    public async Task A_cursor_of_another_sort_is_refused()
    {
        var cursor = (await seed.List(new ListMoviesRequest { Limit = 5 })).NextCursor;

        await Expect.InvalidAsync(["cursor"], seed.List(new ListMoviesRequest { Cursor = cursor, Sort = MovieSort.TitleAsc }));
    }

    [Fact]
    public async Task A_cursor_excludes_an_offset()
    {
        var cursor = (await seed.List(new ListMoviesRequest { Limit = 5 })).NextCursor;

        await Expect.InvalidAsync(["offset"], seed.List(new ListMoviesRequest { Cursor = cursor, Offset = 5 }));
    }
}
