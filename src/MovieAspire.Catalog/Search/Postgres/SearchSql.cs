using MovieAspire.Catalog.Movies.Lists;
using MovieAspire.Contracts.Catalog.V1;

namespace MovieAspire.Catalog.Search.Postgres;

/// <summary>
/// The statements of one search. Matches come in ranks: 0 a title that is the very query, 1 all words in titles, 2 all
/// words anywhere, 3 and 4 likewise with corrected words; movies with more votes are before others of their rank. Each
/// kind of match brings at most <see cref="SearchPage.MaxTotal"/> movies, in the order of an index, so that a word that
/// half of all movies have costs as little as a rare one.
/// </summary>
internal sealed class SearchSql
{
    private readonly SqlConditions _where = new();
    private readonly MovieOrder _order;
    private readonly bool _byRank;
    private readonly string _limit;
    private readonly string _offset;
    private readonly List<(string Condition, string Rank)> _matches = [];

    public SearchSql(SearchPage page, QueryReading reading, QueryWords words)
    {
        _byRank = page.Sort is SearchSort.Relevance;
        _order = MovieOrder.Of(page.Sort switch
        {
            SearchSort.PopularityDesc => MovieSort.PopularityDesc,
            SearchSort.VoteAverageDesc => MovieSort.VoteAverageDesc,
            SearchSort.ReleaseDateDesc => MovieSort.ReleaseDateDesc,
            SearchSort.ReleaseDateAsc => MovieSort.ReleaseDateAsc,
            _ => MovieSort.VoteCountDesc,
        })!;
        (_limit, _offset) = (_where.Value(page.Limit), _where.Value(page.Offset));
        AddFilter(page.Filter, reading.Genres);

        string[] names = reading.Words.IsEmpty ? [page.Query.Trim().ToLowerInvariant()] : reading.Words.Names;
        _matches.Add(($"s.names && {_where.Value(names)}", "0"));
        if (reading.Words.IsEmpty)
            return;

        var (titles, texts) = (Query(reading.Words.OfTitles()), Query(reading.Words.OfTexts()));
        if (ReferenceEquals(words, reading.Words))
        {
            _matches.Add(($"s.titles @@ {titles}", "1"));
            _matches.Add(($"s.words @@ {texts}", "2"));
            return;
        }

        _matches.Add(($"s.titles @@ {Query(words.OfTitles())}", $"CASE WHEN s.titles @@ {titles} THEN 1 ELSE 3 END"));
        _matches.Add(($"s.words @@ {Query(words.OfTexts())}", $"CASE WHEN s.words @@ {texts} THEN 2 ELSE 4 END"));
    }

    public IReadOnlyList<Npgsql.NpgsqlParameter> Parameters => _where.Parameters;

    /// <summary>
    /// A row of the total and the ids of all matches, then the hits: id, title, overview, release date, genres, vote average,
    /// vote count, popularity. There is one row without a hit when the page is empty.
    /// </summary>
    public string Page() => $"""
        WITH found AS MATERIALIZED (
            SELECT id, row_number() OVER (ORDER BY {Order}) AS place
            FROM (SELECT id, min(rank) AS rank, min(sort_key) AS sort_key, min(popularity) AS popularity
                  FROM ({string.Join("\nUNION ALL\n", _matches.Select(Best))}) AS every
                  GROUP BY id) AS distinct_movies
            ORDER BY {Order} LIMIT {SearchPage.MaxTotal}
        )
        SELECT total.ids, m.id, m.title, m.overview, m.release_date,
               ARRAY(SELECT g.name FROM catalog.movie_genres mg JOIN catalog.genres g ON g.id = mg.genre_id
                     WHERE mg.movie_id = m.id ORDER BY g.name),
               m.vote_average, m.vote_count, m.popularity
        FROM (SELECT coalesce(array_agg(id), '{"{}"}') AS ids FROM found) AS total
        LEFT JOIN (found JOIN catalog.movies m USING (id)) ON found.place > {_offset} AND found.place <= {_offset} + {_limit}
        ORDER BY found.place
        """;

    /// <summary>Facet, value and count over the movies in $1.</summary>
    public const string Facets = """
        WITH found AS (SELECT id, release_date, original_language FROM catalog.movies WHERE id = ANY ($1)),
        counted AS (
            SELECT 1 AS facet, g.name AS value, count(*) AS movies
            FROM found JOIN catalog.movie_genres mg ON mg.movie_id = found.id JOIN catalog.genres g ON g.id = mg.genre_id
            GROUP BY g.name
            UNION ALL
            SELECT 2, extract(year FROM release_date)::integer::text, count(*) FROM found
            WHERE release_date IS NOT NULL GROUP BY 2
            UNION ALL
            SELECT 3, original_language, count(*) FROM found WHERE original_language <> '' GROUP BY 2
        )
        SELECT facet, value, movies::integer
        FROM (SELECT *, row_number() OVER (PARTITION BY facet ORDER BY movies DESC, value) AS place FROM counted) AS placed
        WHERE place <= 100 ORDER BY facet, place
        """;

    private string Order
    {
        get
        {
            var direction = _order.Descending ? "DESC" : "ASC";
            return $"{(_byRank ? "rank, " : "")}sort_key {direction}, {(_byRank ? "popularity DESC, " : "")}id {direction}";
        }
    }

    private string Query(string tsquery) => $"{_where.Value(tsquery)}::tsquery";

    private string Best((string Condition, string Rank) match)
    {
        var direction = _order.Descending ? "DESC" : "ASC";
        return $"""
            (SELECT m.id, {match.Rank} AS rank, {_order.Key} AS sort_key, m.popularity
             FROM catalog.movie_search s JOIN catalog.movies m ON m.id = s.movie_id
             WHERE {match.Condition} AND {_where}
             ORDER BY {_order.Key} {direction}, m.id {direction} LIMIT {SearchPage.MaxTotal})
            """;
    }

    private void AddFilter(SearchFilter filter, IReadOnlyList<int[]> genres)
    {
        var conditions = new MovieFilter { Language = filter.Language };
        if (filter.MinRating is { } minRating) conditions.MinRating = minRating;
        if (filter.FirstYear is { } first) conditions.YearFrom = first;
        if (filter.LastYear is { } last) conditions.YearTo = last;
        if (filter.Person is { } person) conditions.Person = person;
        _where.AddFilter(conditions, new FilterNames(null, null));
        foreach (var ids in genres)
            _where.Add($"m.id IN (SELECT movie_id FROM catalog.movie_genres WHERE genre_id = ANY({_where.Value(ids)}))");
    }
}
