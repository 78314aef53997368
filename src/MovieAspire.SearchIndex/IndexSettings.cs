using Meilisearch;

namespace MovieAspire.SearchIndex;

/// <summary>The index of movies in Meilisearch: what the worker writes and the catalog searches.</summary>
public static class IndexSettings
{
    /// <summary>Its name.</summary>
    public const string Uid = "movies";

    /// <summary>Where a new index is built before the two change places.</summary>
    public const string NextUid = "movies_next";

    /// <summary>The document's key: TMDB id.</summary>
    public const string PrimaryKey = "id";

    /// <summary>
    /// Matches beyond these can neither be seen nor are they counted. Nobody pages so far, and for Postgres it is what
    /// bounds the cost of words that half of all movies have.
    /// </summary>
    public const int MaxTotalHits = 500;

    /// <summary>
    /// Searchable attributes in order of weight. The sort is the first rule, because whoever asks for a sort wants it of
    /// all matches; without one that rule does nothing. "attribute" is known to every server version.
    /// </summary>
    public static Settings Settings => new()
    {
        SearchableAttributes =
        [
            "title", "original_title", "alternative_titles", "title_variants", "people", "keywords", "overview",
        ],
        FilterableAttributes =
        [
            "genres", "genre_ids", "release_year", "vote_average", "original_language", "person_ids",
        ],
        SortableAttributes = ["popularity", "vote_average", "vote_count", "release_date"],
        RankingRules =
        [
            "sort", "words", "typo", "proximity", "attribute", "exactness", "vote_count:desc", "popularity:desc",
        ],
        TypoTolerance = new()
        {
            Enabled = true, MinWordSizeForTypos = new() { OneTypo = 5, TwoTypos = 9 }, DisableOnNumbers = true,
        },
        Faceting = new() { MaxValuesPerFacet = 100, SortFacetValuesBy = new() { ["*"] = SortFacetValuesByType.Count } },
        Pagination = new() { MaxTotalHits = MaxTotalHits },
    };
}
