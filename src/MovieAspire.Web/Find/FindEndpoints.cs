using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MovieAspire.Contracts.Catalog.V1;
using MovieAspire.Web.Layout;
using MovieAspire.Web.Parts;

namespace MovieAspire.Web.Find;

internal static class FindEndpoints
{
    internal static IEndpointConventionBuilder MapFind(this IEndpointRouteBuilder pages) => pages.MapGet("/find", ShowAsync);

    private static async Task<IResult> ShowAsync(HttpRequest request, FindReader reader)
    {
        var query = FindQuery.Of(request.Query);
        var results = query.Text.Length > 0 ? await reader.SearchAsync(query) : await reader.ListAsync(query);
        return Pages.View<FindPage>(new { Query = query, Results = results });
    }
}

/// <summary>Films with or without a text to search for, in one shape.</summary>
internal sealed class FindReader(PartReader reader, Search.SearchClient search, Catalog.CatalogClient catalog)
{
    internal async Task<Part<FindResults>> SearchAsync(FindQuery query)
    {
        var found = await reader.ReadAsync("Results", call => search.SearchMoviesAsync(query.ToSearch(), call));
        if (found.Value is not { Hits.Count: > 0 })
            return found.Select(response => FindResults.Of(query, response, new Dictionary<int, string>()));

        // A hit has no picture. Without this it has its drawing, so that its absence is no trouble of the page's.
        var request = new BatchGetMoviesRequest { Ids = { found.Value.Hits.Select(hit => hit.Id) } };
        var films = await reader.ReadAsync("Pictures", call => catalog.BatchGetMoviesAsync(request, call));
        var posters = (films.Value?.Movies ?? []).ToDictionary(film => film.Summary.Id, film => film.Summary.PosterPath);
        return found.Select(response => FindResults.Of(query, response, posters));
    }

    internal async Task<Part<FindResults>> ListAsync(FindQuery query)
    {
        var genres = reader.ReadAsync("Genres", call => catalog.ListGenresAsync(new(), call));
        var films = await reader.ReadAsync("Films", call => catalog.ListMoviesAsync(query.ToList(), call));
        var names = (await genres).Value?.Genres ?? [];
        return films.Select(response => FindResults.Of(query, response, names));
    }
}
