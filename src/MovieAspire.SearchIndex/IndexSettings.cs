using Meilisearch;
using MovieAspire.Text.Titles;

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
    /// What makes the server find by the same words the same movies as Postgres: articles do not count, numbers are found in
    /// each form, one typo is forgiven from three letters on and two from nine on. Movies with all words come first, then those
    /// without typos; a sort is of those, and does nothing where none is asked for. Searchable attributes are in order of
    /// weight; "attribute" is known to every server version.
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
            "words", "typo", "sort", "proximity", "attribute", "exactness", "vote_count:desc", "popularity:desc",
        ],
        StopWords = Articles.OfEnglish,
        Synonyms = Numerals.Forms
            .SelectMany(forms => forms.Select(form => KeyValuePair.Create(form, forms.Where(other => other != form))))
            .ToDictionary(),
        TypoTolerance = new()
        {
            Enabled = true, MinWordSizeForTypos = new() { OneTypo = 3, TwoTypos = 9 }, DisableOnNumbers = true,
        },
        Faceting = new() { MaxValuesPerFacet = 100, SortFacetValuesBy = new() { ["*"] = SortFacetValuesByType.Count } },
        Pagination = new() { MaxTotalHits = MaxTotalHits },
    };
}
