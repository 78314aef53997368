using MovieAspire.Catalog.Tests.Hosting;
using MovieAspire.Catalog.Tests.Search;
using MovieAspire.Contracts.Catalog.V1;

namespace MovieAspire.Catalog.Tests.Lists;

public class TitleOrderTests(SearchSeed seed) : IClassFixture<SearchSeed>
{
    [Fact]
    public async Task Titles_are_in_alphabetical_order_whatever_their_accents_case_and_signs()
    {
        var request = new ListMoviesRequest { Limit = 5, Sort = MovieSort.TitleAsc, Filter = new() { IncludeBare = true } };
        var titles = new List<string>();
        do
        {
            var page = await seed.Client.ListMoviesAsync(request, deadline: Expect.Deadline);
            titles.AddRange(page.Movies.Select(movie => movie.Title));
            request.Cursor = page.NextCursor;
        }
        while (request.Cursor.Length > 0);

        Assert.Equal(
            [
                "$", "8½", "Amélie", "Clean Cut", "Dune Sea", "Love", "Love Actually", "No date", "[REC]", "[REC]³ Genesis", "Se7en",
                "Spider-Man", "Spirited Away", "The Godfather", "The Godfather Part II", "The Love", "WALL·E",
            ],
            titles);
    }
}
