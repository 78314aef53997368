using Grpc.Core;
using MovieAspire.Catalog.Tests.Hosting;
using MovieAspire.Contracts.Catalog.V1;

namespace MovieAspire.Catalog.Tests.Lists;

internal static class Listing
{
    public static AsyncUnaryCall<ListMoviesResponse> List(this CatalogFixture seed, ListMoviesRequest request) =>
        seed.Client.ListMoviesAsync(request, deadline: Expect.Deadline);

    /// <summary>Every page, by cursor.</summary>
    public static async Task<List<MovieSummary>> ListAllAsync(this CatalogFixture seed, ListMoviesRequest request)
    {
        var movies = new List<MovieSummary>();
        do
        {
            var page = await seed.List(request);
            Assert.True(page.Movies.Count == request.Limit || page.NextCursor.Length == 0, "Only the last page may be short.");
            movies.AddRange(page.Movies);
            request.Cursor = page.NextCursor;
        }
        while (request.Cursor.Length > 0);
        return movies;
    }

    public static async Task<int[]> IdsAsync(this CatalogFixture seed, MovieFilter filter) =>
        [.. (await seed.ListAllAsync(new ListMoviesRequest { Limit = 100, Filter = filter })).Select(movie => movie.Id).Order()];
}
