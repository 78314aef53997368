using MovieAspire.Catalog.Movies.Lists;
using MovieAspire.Contracts.Catalog.V1;

namespace MovieAspire.Catalog.Search.Postgres;

/// <summary>What leads to the movies of a place.</summary>
internal enum Lead
{
    /// <summary>The index of words: each match costs as much.</summary>
    Words,

    /// <summary>The index of the sort, as far as it takes to find enough: for frequent words.</summary>
    Sort,

    /// <summary>The index of release dates: for frequent words in few years.</summary>
    Dates,
}

/// <summary>
/// The text of the statement of <see cref="Candidates"/>. $1 are keys of titles, $2 to $9 the filter, $10 to $12 the words in
/// titles, names of people and texts. There are few different texts, so that each stays prepared.
/// </summary>
/// <param name="page">The search.</param>
/// <param name="words">How many words the query has.</param>
/// <param name="titles">What leads to words in titles.</param>
/// <param name="texts">What leads to words in texts.</param>
internal sealed class CandidateSql(SearchPage page, int words, Lead titles, Lead texts)
{
    // How far along the sort's index matches of frequent words are looked for.
    private const int MaxWalk = 50_000;

    // After so many movies with the one word that was typed in their titles or names, nobody looks for one with it in its overview.
    private const int EnoughForOneWord = 100;

    private const string Keys = "d.keys && $1";

    private const string NoOthers = "NULL::integer[], NULL::integer[], NULL::date[]";

    // Within a SELECT the text is read once, not for each row.
    private const string Titles = "d.titles @@ (SELECT $10::tsquery)";
    private const string Credits = "d.credits @@ (SELECT $11::tsquery)";
    private const string Texts = "d.texts @@ (SELECT $12::tsquery)";

    private readonly MovieOrder _order = OrderOf(page.Sort);

    /// <summary>The order of the sort; relevance is by votes as far as words do not tell.</summary>
    public static MovieOrder OrderOf(SearchSort sort) => MovieOrder.Of(sort switch
    {
        SearchSort.PopularityDesc => MovieSort.PopularityDesc,
        SearchSort.VoteAverageDesc => MovieSort.VoteAverageDesc,
        SearchSort.ReleaseDateDesc => MovieSort.ReleaseDateDesc,
        SearchSort.ReleaseDateAsc => MovieSort.ReleaseDateAsc,
        _ => MovieSort.VoteCountDesc,
    })!;

    /// <summary>To be run before the statement, in its transaction: nothing is sorted that an index has in order. Null where none leads.</summary>
    public string? Planning => titles is Lead.Sort || texts is Lead.Sort ? "SELECT set_config('enable_sort', 'off', true)" : null;

    /// <summary>
    /// A row for each movie by its titles: movie, place, names, release date, votes, popularity and sort key. And one for all others,
    /// of which that is not needed: movies, places and release dates, in order.
    /// </summary>
    public override string ToString() => words == 0
        ? $"SELECT titles.*, {NoOthers} FROM {Place(MatchPlace.Title, Keys, Lead.Words)} AS titles"
        : $"""
            WITH titles (id, place, names, release_date, vote_count, popularity, sort_key) AS MATERIALIZED (
            {Place(MatchPlace.Title, Keys, Lead.Words)}
            UNION ALL
            {Place(MatchPlace.TitleWords, $"{Titles} AND NOT {Keys}", titles)}
            LIMIT {SearchPage.MaxTotal}
            ), people (id, release_date) AS MATERIALIZED (
            {Place(MatchPlace.People, Credits, Lead.Words, "titles")}
            )
            SELECT titles.*, {NoOthers} FROM titles
            UNION ALL
            SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, array_agg(id), array_agg(place), array_agg(release_date)
            FROM (
            SELECT id, {(int)MatchPlace.People} AS place, release_date FROM people
            UNION ALL
            SELECT id, {PlaceOfWords}, release_date
            FROM (
            {Place(MatchPlace.Texts, Texts, texts, "titles", "people")}
            ) AS texts (id, release_date)
            LIMIT {SearchPage.MaxTotal} - (SELECT count(*) FROM titles)
            ) AS others
            """;

    // A word alone is in titles, in names or in neither.
    private string PlaceOfWords => words == 1
        ? $"{(int)MatchPlace.Texts}"
        : $"""
           CASE WHEN (SELECT d.titles || d.credits FROM catalog.search_documents d WHERE d.movie_id = id) @@ (SELECT $12::tsquery)
                THEN {(int)MatchPlace.TitlesAndPeople} ELSE {(int)MatchPlace.Texts} END
           """;

    private string Filter
    {
        get
        {
            // Hundreds of matches are looked at: for nothing that was not asked for.
            var filter = string.Join(" AND ", Conditions().DefaultIfEmpty("TRUE"));
            if (page.Filter.Person is not null)
            {
                filter += """

                    AND (EXISTS (SELECT FROM catalog.movie_cast c WHERE c.person_id = $6 AND c.movie_id = m.id)
                         OR EXISTS (SELECT FROM catalog.movie_crew c WHERE c.person_id = $6 AND c.movie_id = m.id))
                    """;
            }

            if (page.Filter.Genres.Count > 0)
            {
                filter += """

                    AND $7 = (SELECT count(DISTINCT asked.place) FROM unnest($8, $9) AS asked (id, place)
                              JOIN catalog.movie_genres g ON g.genre_id = asked.id AND g.movie_id = m.id)
                    """;
            }

            return filter;

            IEnumerable<string> Conditions()
            {
                if (page.Filter.MinRating is not null)
                    yield return "m.vote_average >= $2::float8";
                if (page.Filter.FirstYear is not null || page.Filter.LastYear is not null)
                    yield return $"{MovieOrder.ReleaseDate} >= $3::date";
                if (page.Filter.LastYear is not null)
                    yield return $"{MovieOrder.ReleaseDate} <= $4::date";
                if (page.Filter.Language.Length > 0)
                    yield return "m.original_language = $5::text";
            }
        }
    }

    // OFFSET 0 keeps the planner from reading in another way. What matches by the index has in its own row all that is asked for.
    // A place is not read when those before it have enough, and else leaves out what they have.
    private string Place(MatchPlace place, string condition, Lead lead, params string[] before)
    {
        var direction = _order.Descending ? "DESC" : "ASC";
        var sortKey = _order.KeyType == SortKeyType.Date ? $"({_order.Key} - DATE '1970-01-01')" : _order.Key;
        // What else tells movies of as many votes apart is in no index.
        var order = $"{_order.Key} {direction}, {(page.Sort is SearchSort.Relevance && lead is Lead.Words ? "m.popularity DESC, " : "")}m.id {direction}";
        var isByTitle = place <= MatchPlace.TitleWords;
        var enough = place is MatchPlace.Texts && words == 1 ? EnoughForOneWord : SearchPage.MaxTotal;
        var filter = before is [] ? Filter : $"""
            {string.Join(" + ", before.Select(earlier => $"(SELECT count(*) FROM {earlier})"))} < {enough}
            AND {string.Join(" AND ", before.Select(earlier => $"m.id NOT IN (SELECT id FROM {earlier})"))}
            AND {Filter}
            """;
        return lead is not Lead.Words
            ? $"""
               (SELECT {Columns("m.sort_key")}
                FROM (SELECT m.id, m.release_date, m.vote_count, m.popularity, {sortKey}::float8 AS sort_key
                      FROM catalog.movies m WHERE m.removed_at IS NULL AND {filter}
                      ORDER BY {order} LIMIT {MaxWalk}) AS m,
                     LATERAL (SELECT d.names FROM catalog.search_documents d WHERE d.movie_id = m.id AND {condition} OFFSET 0) AS d
                LIMIT {SearchPage.MaxTotal})
               """
            : $"""
               (SELECT {Columns($"{sortKey}::float8")}
                FROM (SELECT d.movie_id AS id, d.names, d.release_date, d.vote_count, d.vote_average, d.popularity, d.original_language
                      FROM catalog.search_documents d WHERE {condition} OFFSET 0) AS m
                WHERE {filter}
                ORDER BY {order} LIMIT {SearchPage.MaxTotal})
               """;

        string Columns(string key) =>
            isByTitle ? $"m.id, {(int)place}, names, m.release_date, m.vote_count, m.popularity, {key}" : "m.id, m.release_date";
    }
}
