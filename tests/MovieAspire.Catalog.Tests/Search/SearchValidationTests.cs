using MovieAspire.Catalog.Tests.Hosting;
using MovieAspire.Contracts.Catalog.V1;

namespace MovieAspire.Catalog.Tests.Search;

public class SearchValidationTests(SearchSeed seed) : IClassFixture<SearchSeed>
{
    public static TheoryData<string, string> BadRequests => new()
    {
        { "query", """{ }""" },
        { "query", """{ "query": "  " }""" },
        { "query", """{ "query": "a\u0000b" }""" },
        { "query", """{ "query": "a\nb" }""" },
        { "limit", """{ "query": "a", "limit": 101 }""" },
        { "limit", """{ "query": "a", "limit": -1 }""" },
        { "offset", """{ "query": "a", "offset": 10001 }""" },
        { "sort", """{ "query": "a", "sort": 77 }""" },
        { "facets", """{ "query": "a", "facets": [0] }""" },
        { "facets", """{ "query": "a", "facets": [9] }""" },
        { "facets", """{ "query": "a", "facets": [1, 1] }""" },
        { "year", """{ "query": "a", "year": 99 }""" },
        { "year_from", """{ "query": "a", "year_from": 2000, "year_to": 1999 }""" },
        { "min_rating", """{ "query": "a", "min_rating": "Infinity" }""" },
        { "language", """{ "query": "a", "language": "eng" }""" },
        { "person", """{ "query": "a", "person": 0 }""" },
        { "genres", """{ "query": "a", "genres": [""] }""" },
        { "genres", """{ "query": "a", "genres": ["a\tb"] }""" },
    };

    [Theory]
    [MemberData(nameof(BadRequests))]
    public Task A_bad_field_is_named(string field, string request) => Expect.InvalidAsync(
        [field], seed.Host.Search.SearchMoviesAsync(SearchMoviesRequest.Parser.ParseJson(request), deadline: Expect.Deadline));

    [Fact]
    public Task Ten_kilobytes_or_a_thousand_genres_are_too_many() => Expect.InvalidAsync(
        ["genres", "query"], seed.Host.Search.SearchMoviesAsync(
            new() { Query = new string('x', 10_240), Genres = { Enumerable.Repeat("Drama", 1_000) } }, deadline: Expect.Deadline));
}
