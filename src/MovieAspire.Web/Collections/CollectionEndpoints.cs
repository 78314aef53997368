using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MovieAspire.Contracts.Catalog.V1;
using MovieAspire.Web.Layout;

namespace MovieAspire.Web.Collections;

internal static class CollectionEndpoints
{
    internal static void MapCollections(this IEndpointRouteBuilder pages) => pages.MapGet("/collection/{id}", ShowAsync);

    private static async Task<IResult> ShowAsync(string id, Catalog.CatalogClient catalog, CancellationToken cancellationToken)
    {
        if (!int.TryParse(id, out var number) || number < 1)
            return Pages.NotFound("The address of a collection ends with its number at TMDB.");

        var collection = await catalog.GetCollectionAsync(new() { Id = number }, cancellationToken: cancellationToken);
        return Pages.View<CollectionPage>(new { Collection = collection });
    }
}
