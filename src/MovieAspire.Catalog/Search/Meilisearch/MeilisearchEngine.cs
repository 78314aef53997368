using System.Text.Json;
using Meilisearch;
using MovieAspire.Contracts.Catalog.V1;
using MovieAspire.SearchIndex;

namespace MovieAspire.Catalog.Search.Meilisearch;

/// <summary>Searches the index of Meilisearch.</summary>
internal static class MeilisearchEngine
{
    private static readonly string[] MarkedAttributes = ["title", "overview"];

    public static async Task<SearchMoviesResponse> SearchAsync(
        MeilisearchClient client, SearchPage page, CancellationToken cancellationToken)
    {
        var result = (SearchResult<IndexHit>)await client.Index(IndexSettings.Uid)
            .SearchAsync<IndexHit>(page.Query, QueryOf(page), cancellationToken);

        var response = new SearchMoviesResponse { Total = Math.Min(result.EstimatedTotalHits, SearchPage.MaxTotal) };
        var hits = result.Hits ?? throw new JsonException("The answer has no hits.");
        response.Hits.Add(hits.Select(ToHit));
        foreach (var facet in page.Facets)
        {
            var counts = new FacetCounts { Facet = facet };
            if (result.FacetDistribution?.GetValueOrDefault(AttributeOf(facet)) is { } values)
            {
                counts.Values.Add(values.Where(value => value.Key.Length > 0)
                    .OrderByDescending(value => value.Value).ThenBy(value => value.Key, StringComparer.Ordinal)
                    .Select(value => new FacetCount { Value = value.Key, Count = value.Value }));
            }

            response.Facets.Add(counts);
        }

        return response;
    }

    // All words first, then fewer from the end, as in Postgres.
    private static SearchQuery QueryOf(SearchPage page) => new()
    {
        Offset = page.Offset,
        Limit = page.Limit,
        Filter = IndexFilters.Of(page.Filter) is { Count: > 0 } filters ? filters : null,
        Sort = SortOf(page.Sort),
        Facets = page.Facets.Count > 0 ? page.Facets.Select(AttributeOf).ToArray() : null,
        MatchingStrategy = "last",
        AttributesToRetrieve = IndexHit.Attributes,
        AttributesToHighlight = MarkedAttributes,
        HighlightPreTag = Highlights.Start.ToString(),
        HighlightPostTag = Highlights.End.ToString(),
    };

    private static string[]? SortOf(SearchSort sort) => sort switch
    {
        SearchSort.PopularityDesc => ["popularity:desc"],
        SearchSort.VoteAverageDesc => ["vote_average:desc"],
        SearchSort.VoteCountDesc => ["vote_count:desc"],
        SearchSort.ReleaseDateDesc => ["release_date:desc"],
        SearchSort.ReleaseDateAsc => ["release_date:asc"],
        _ => null,
    };

    private static string AttributeOf(SearchFacet facet) => facet switch
    {
        SearchFacet.Genre => "genres",
        SearchFacet.Year => "release_year",
        _ => "original_language",
    };

    private static SearchHit ToHit(IndexHit document)
    {
        var hit = new SearchHit
        {
            Id = document.Id,
            Title = document.Title,
            Overview = document.Overview ?? "",
            VoteAverage = document.VoteAverage,
            VoteCount = document.VoteCount,
            Popularity = document.Popularity,
        };
        if (document.ReleaseYear is { } year)
            hit.ReleaseYear = year;
        hit.Genres.Add(document.Genres ?? []);
        Highlights.Add(hit, "title", document.Marked?.Title);
        Highlights.Add(hit, "overview", document.Marked?.Overview);
        return hit;
    }
}
