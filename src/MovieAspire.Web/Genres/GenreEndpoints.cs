using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MovieAspire.Contracts.Analytics.V1;
using MovieAspire.Contracts.Catalog.V1;
using MovieAspire.Web.Layout;
using MovieAspire.Web.Parts;

namespace MovieAspire.Web.Genres;

internal static class GenreEndpoints
{
    private const int Films = 36;

    internal static void MapGenres(this IEndpointRouteBuilder pages) => pages.MapGet("/genre/{id:int:min(1)}", ShowAsync);

    private static async Task<IResult> ShowAsync(
        int id, string? cursor, PartReader reader, Catalog.CatalogClient catalog, Analytics.AnalyticsClient analytics,
        CancellationToken cancellationToken)
    {
        var statistics = reader.ReadAsync("Figures of the genre", call => analytics.GetTopGenresAsync(new() { Limit = 100 }, call));
        var films = reader.ReadAsync("The films of the genre", call => catalog.ListMoviesAsync(
            new() { Limit = Films, Cursor = cursor ?? "", Filter = new() { Genre = id.ToString(CultureInfo.InvariantCulture) } }, call));
        ListGenresResponse genres;
        try
        {
            genres = await catalog.ListGenresAsync(new(), cancellationToken: cancellationToken);
        }
        finally
        {
            await Task.WhenAll(statistics, films);
        }

        return genres.Genres.FirstOrDefault(genre => genre.Id == id) is { } found
            ? Pages.View<GenrePage>(new { Genre = found, Films = await films, Statistics = await statistics })
            : Pages.NotFound($"There is no genre {id}.");
    }
}
