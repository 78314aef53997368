using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MovieAspire.Contracts.Analytics.V1;
using MovieAspire.Contracts.Catalog.V1;
using MovieAspire.Web.Layout;
using MovieAspire.Web.Parts;

namespace MovieAspire.Web.Films;

internal static class FilmEndpoints
{
    private const int Recommended = 12;

    internal static void MapFilms(this IEndpointRouteBuilder pages) => pages.MapGet("/film/{id:int:min(1)}", ShowAsync);

    private static async Task<IResult> ShowAsync(
        int id, string? cast, PartReader reader, Catalog.CatalogClient catalog, Recommendations.RecommendationsClient recommendations,
        Analytics.AnalyticsClient analytics, CancellationToken cancellationToken)
    {
        // Else the first ten.
        var isFullCast = cast is "all";
        var recommended = reader.ReadAsync(
            "Recommendations", call => recommendations.GetRecommendationsAsync(new() { MovieId = id, Limit = Recommended }, call));
        var similar = reader.ReadAsync(
            "Similar films", call => catalog.ListSimilarMoviesAsync(new() { MovieId = id, Limit = Recommended }, call));
        var history = reader.ReadAsync(
            "Its places in the trend", call => analytics.GetTrendingHistoryAsync(new() { MovieId = id }, call));
        Movie film;
        try
        {
            film = await catalog.GetMovieAsync(new() { Id = id, FullCast = isFullCast }, cancellationToken: cancellationToken);
        }
        finally
        {
            // They belong to this request, whatever becomes of the film.
            await Task.WhenAll(recommended, similar, history);
        }

        var collection = film.Collection is null
            ? null
            : await reader.ReadAsync("The collection", call => catalog.GetCollectionAsync(new() { Id = film.Collection.Id }, call));
        return Pages.View<FilmPage>(new
        {
            Film = film, IsFullCast = isFullCast, Recommended = await recommended, Similar = await similar, History = await history, Collection = collection,
        });
    }
}
