using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MovieAspire.Contracts.Analytics.V1;
using MovieAspire.Contracts.Catalog.V1;
using MovieAspire.Web.Layout;
using MovieAspire.Web.Parts;

namespace MovieAspire.Web.Home;

internal static class HomeEndpoints
{
    private const int Films = 12;

    internal static void MapHome(this IEndpointRouteBuilder pages) => pages.MapGet("/", ShowAsync);

    private static async Task<IResult> ShowAsync(PartReader reader, Analytics.AnalyticsClient analytics, Catalog.CatalogClient catalog)
    {
        var trending = reader.ReadAsync("Trending films", call => analytics.GetTrendingAsync(new() { Limit = Films }, call));
        var popular = ListAsync("Popular films", MovieSort.PopularityDesc);
        var best = ListAsync("The best rated films", MovieSort.WeightedRatingDesc);
        var genres = reader.ReadAsync("Genres", call => analytics.GetTopGenresAsync(new() { Limit = 10 }, call));
        var decades = reader.ReadAsync("Ratings by decade", call => analytics.GetRatingsByDecadeAsync(new(), call));
        var freshness = reader.ReadAsync("The state of the data", call => analytics.GetFreshnessAsync(new(), call));

        return Pages.View<HomePage>(new
        {
            Trending = await trending, Popular = await popular, Best = await best,
            Genres = await genres, Decades = await decades, Freshness = await freshness,
        });

        Task<Part<ListMoviesResponse>> ListAsync(string what, MovieSort sort) => reader.ReadAsync(
            what, call => catalog.ListMoviesAsync(new() { Limit = Films, Sort = sort }, call));
    }
}
