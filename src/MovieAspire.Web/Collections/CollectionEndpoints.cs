using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MovieAspire.Contracts.Catalog.V1;
using MovieAspire.Web.Layout;

namespace MovieAspire.Web.Collections;

internal static class CollectionEndpoints
{
    internal static void MapCollections(this IEndpointRouteBuilder pages) => pages.MapGet("/collection/{id:int:min(1)}", ShowAsync);

    private static async Task<IResult> ShowAsync(int id, Catalog.CatalogClient catalog, CancellationToken cancellationToken)
    {
        var collection = await catalog.GetCollectionAsync(new() { Id = id }, cancellationToken: cancellationToken);
        return Pages.View<CollectionPage>(new { Collection = collection });
    }
}
