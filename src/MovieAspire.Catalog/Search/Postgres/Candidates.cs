using MovieAspire.Catalog.Movies.Lists;
using MovieAspire.Contracts.Catalog.V1;
using Npgsql;

namespace MovieAspire.Catalog.Search.Postgres;

/// <summary>Where a candidate has the words of the query, best first.</summary>
internal enum MatchPlace
{
    /// <summary>A title is the query as a whole.</summary>
    Title = 0,

    /// <summary>All words are in titles.</summary>
    TitleWords = 1,

    /// <summary>All words are in names of people.</summary>
    People = 2,

    /// <summary>All words are in titles and names of people together.</summary>
    TitlesAndPeople = 3,

    /// <summary>All words are in some text.</summary>
    Texts = 4,
}

/// <summary>A movie that a query may mean.</summary>
/// <param name="Id">TMDB id.</param>
/// <param name="Place">The best place of the words.</param>
/// <param name="Names">Its titles (<c>search_documents.names</c>); empty where titles do not matter.</param>
/// <param name="Year">Of release.</param>
/// <param name="Votes">TMDB's count.</param>
/// <param name="Popularity">TMDB's figure.</param>
/// <param name="SortKey">What the search is sorted by.</param>
internal sealed record Candidate(int Id, MatchPlace Place, string[] Names, int? Year, int Votes, double Popularity, double SortKey);

/// <summary>
/// The statement that brings the candidates of a query: from each place the first <see cref="SearchPage.MaxTotal"/> by the
/// search's sort or else by votes, the places one after the other until there are so many. A place whose words are frequent is
/// read along the index of the sort, and the others by the index of words: either way a query of common words costs as
/// little as one of rare words, and the plan does not depend on the planner's guess.
/// </summary>
internal static class Candidates
{
    // How far along the sort's index matches of frequent words are looked for.
    private const int MaxWalk = 50_000;

    // Looking up a match of a rare word and looking at a movie along an index take about as long.
    private static bool IsFrequent(int matches, int documents) =>
        matches > SearchPage.MaxTotal && (long)matches * matches > (long)SearchPage.MaxTotal * documents;

    public static async Task<List<Candidate>> ReadAsync(
        NpgsqlConnection connection, SearchPage page, SearchQuery query, QueryVocabulary vocabulary, CancellationToken cancellationToken)
    {
        var words = query.Words;
        var queries = new WordQueries(query, vocabulary);
        var walkTitles = words.Count > 0 && words.All(word =>
            (word.MayGoOn && word.Folded.Length < 3) || IsFrequent(vocabulary.InTitles(word), vocabulary.Documents));
        var walkTexts = words.Count > 0 && words.All(word => IsFrequent(vocabulary.InTexts(word), vocabulary.Documents));

        // Composed of constants.
#pragma warning disable CA2100
        await using var command = new NpgsqlCommand(Sql(page.Sort, words.Count > 0, walkTitles, walkTexts), connection);
#pragma warning restore CA2100
        var parameters = command.Parameters;
        parameters.Add(new NpgsqlParameter<string[]> { TypedValue = query.Keys });
        AddFilter(parameters, page.Filter, vocabulary.Genres);
        if (words.Count > 0)
        {
            parameters.Add(new NpgsqlParameter<string> { TypedValue = queries.Titles });
            parameters.Add(new NpgsqlParameter<string> { TypedValue = queries.Credits });
            parameters.Add(new NpgsqlParameter<string> { TypedValue = queries.Texts });
        }

        var found = new List<Candidate>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add(new(
                reader.GetInt32(0), (MatchPlace)reader.GetInt32(1), reader.IsDBNull(2) ? [] : reader.GetFieldValue<string[]>(2),
                reader.IsDBNull(3) ? null : reader.GetFieldValue<DateOnly>(3).Year, reader.GetInt32(4), reader.GetDouble(5),
                reader.GetDouble(6)));
        }

        return found;
    }

    /// <summary>The order of the sort; relevance is by votes as far as words do not tell.</summary>
    public static MovieOrder OrderOf(SearchSort sort) => MovieOrder.Of(sort switch
    {
        SearchSort.PopularityDesc => MovieSort.PopularityDesc,
        SearchSort.VoteAverageDesc => MovieSort.VoteAverageDesc,
        SearchSort.ReleaseDateDesc => MovieSort.ReleaseDateDesc,
        SearchSort.ReleaseDateAsc => MovieSort.ReleaseDateAsc,
        _ => MovieSort.VoteCountDesc,
    })!;

    private static string Sql(SearchSort sort, bool hasWords, bool walkTitles, bool walkTexts)
    {
        const string keys = "d.keys && $1";
        if (!hasWords)
            return Place(MatchPlace.Title, sort, keys, false);

        const string titles = "d.titles @@ $10::tsquery";
        const string credits = "d.credits @@ $11::tsquery";
        const string texts = "d.texts @@ $12::tsquery";
        return $"""
            SELECT id, CASE WHEN place = {(int)MatchPlace.Texts} AND (SELECT d.titles || d.credits FROM catalog.search_documents d WHERE d.movie_id = id) @@ $12::tsquery
                            THEN {(int)MatchPlace.TitlesAndPeople} ELSE place END,
                   names, release_date, vote_count, popularity, sort_key
            FROM (
            {Place(MatchPlace.Title, sort, keys, false)}
            UNION ALL
            {Place(MatchPlace.TitleWords, sort, $"{titles} AND NOT {keys}", walkTitles)}
            UNION ALL
            {Place(MatchPlace.People, sort, $"{credits} AND NOT ({titles} OR {keys})", false)}
            UNION ALL
            {Place(MatchPlace.Texts, sort, $"{texts} AND NOT ({credits} OR {titles} OR {keys})", walkTexts)}
            ) AS places (id, place, names, release_date, vote_count, popularity, sort_key)
            LIMIT {SearchPage.MaxTotal}
            """;
    }

    private static string Place(MatchPlace place, SearchSort sort, string condition, bool walk)
    {
        var order = OrderOf(sort);
        var direction = order.Descending ? "DESC" : "ASC";
        var sortKey = order.KeyType == SortKeyType.Date ? $"({order.Key} - DATE '1970-01-01')" : order.Key;
        var columns = $"{(int)place}, {(place <= MatchPlace.TitleWords ? "d.names" : "NULL::text[]")}, m.release_date, m.vote_count, m.popularity";
        // OFFSET 0 keeps the planner from joining in another way.
        return walk
            ? $"""
               (SELECT m.id, {columns}, m.sort_key
                FROM (SELECT m.id, m.release_date, m.vote_count, m.popularity, {sortKey}::float8 AS sort_key
                      FROM catalog.movies m WHERE {Filter} ORDER BY {order.Key} {direction}, m.id {direction} LIMIT {MaxWalk}) AS m,
                     LATERAL (SELECT d.names FROM catalog.search_documents d WHERE d.movie_id = m.id AND {condition} OFFSET 0) AS d
                LIMIT {SearchPage.MaxTotal})
               """
            : $"""
               (SELECT m.id, {columns}, {sortKey}::float8
                FROM (SELECT d.movie_id, d.names FROM catalog.search_documents d WHERE {condition} OFFSET 0) AS d
                JOIN catalog.movies m ON m.id = d.movie_id
                WHERE {Filter}
                ORDER BY {order.Key} {direction}, m.id {direction} LIMIT {SearchPage.MaxTotal})
               """;
    }

    // Conditions that were not asked for hold always: one statement serves every filter, and stays prepared.
    private const string Filter = $"""
        m.removed_at IS NULL
        AND ($2::float8 IS NULL OR m.vote_average >= $2)
        AND ($3::date IS NULL OR {MovieOrder.ReleaseDate} >= $3) AND ($4::date IS NULL OR {MovieOrder.ReleaseDate} <= $4)
        AND ($5::text IS NULL OR m.original_language = $5)
        AND ($6::integer IS NULL OR EXISTS (SELECT FROM catalog.movie_cast c WHERE c.person_id = $6 AND c.movie_id = m.id)
             OR EXISTS (SELECT FROM catalog.movie_crew c WHERE c.person_id = $6 AND c.movie_id = m.id))
        AND ($7::integer = 0 OR $7 = (
            SELECT count(DISTINCT asked.place) FROM unnest($8::integer[], $9::integer[]) AS asked (id, place)
            JOIN catalog.movie_genres g ON g.genre_id = asked.id AND g.movie_id = m.id))
        """;

    private static void AddFilter(NpgsqlParameterCollection parameters, SearchFilter filter, IReadOnlyList<int[]> genres)
    {
        DateOnly? from = filter.FirstYear is null && filter.LastYear is null ? null : new(filter.FirstYear ?? MoviePage.FirstYear, 1, 1);
        var ids = genres.SelectMany((genre, place) => genre.Select(id => (Id: id, Place: place))).ToList();
        parameters.Add(new NpgsqlParameter<double?> { TypedValue = filter.MinRating });
        parameters.Add(new NpgsqlParameter<DateOnly?> { TypedValue = from });
        parameters.Add(new NpgsqlParameter<DateOnly?> { TypedValue = filter.LastYear is { } last ? new(last, 12, 31) : null });
        parameters.Add(new NpgsqlParameter<string?> { TypedValue = filter.Language.Length > 0 ? filter.Language : null });
        parameters.Add(new NpgsqlParameter<int?> { TypedValue = filter.Person });
        parameters.Add(new NpgsqlParameter<int> { TypedValue = genres.Count });
        parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. ids.Select(pair => pair.Id)] });
        parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. ids.Select(pair => pair.Place)] });
    }
}
