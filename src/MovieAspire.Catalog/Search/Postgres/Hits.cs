using MovieAspire.Contracts.Catalog.V1;
using Npgsql;

namespace MovieAspire.Catalog.Search.Postgres;

/// <summary>The page of hits, and what all matches are counted by.</summary>
internal static class Hits
{
    // Names are read only where they are what matched.
    private const string Page = """
        SELECT m.id, m.title, m.overview, m.release_date, coalesce(genres.names, '{}'),
               m.vote_average, m.vote_count, m.popularity,
               CASE WHEN asked.by_people THEN (SELECT d.people FROM catalog.search_documents d WHERE d.movie_id = m.id) END
        FROM unnest($1, $2) WITH ORDINALITY AS asked (id, by_people, place)
        JOIN catalog.movies m ON m.id = asked.id
        LEFT JOIN (SELECT mg.movie_id, array_agg(g.name ORDER BY g.name) AS names
                   FROM catalog.movie_genres mg JOIN catalog.genres g ON g.id = mg.genre_id
                   WHERE mg.movie_id = ANY ($1) GROUP BY mg.movie_id) AS genres ON genres.movie_id = m.id
        ORDER BY asked.place
        """;

    // Facet, value and count over the movies in $1.
    private const string Facets = """
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

    public static async Task<SearchMoviesResponse> ReadAsync(
        NpgsqlConnection connection, SearchPage page, List<Ranking.Ranked> matches, SearchQuery query, CancellationToken cancellationToken)
    {
        var response = new SearchMoviesResponse { Total = matches.Count };
        response.Facets.Add(page.Facets.Select(facet => new FacetCounts { Facet = facet }));
        var onPage = matches.Skip(page.Offset).Take(page.Limit).ToDictionary(match => match.Candidate.Id);
        if (onPage.Count > 0)
            await AddHitsAsync(connection, onPage, new MatchMarker(query), response, cancellationToken);
        if (page.Facets.Count > 0 && matches.Count > 0)
            await AddFacetsAsync(connection, matches, response, cancellationToken);
        return response;
    }

    private static async Task AddHitsAsync(
        NpgsqlConnection connection, Dictionary<int, Ranking.Ranked> page, MatchMarker marker, SearchMoviesResponse response,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Page, connection);
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. page.Keys] });
        command.Parameters.Add(new NpgsqlParameter<bool[]> { TypedValue = [.. page.Values.Select(match => MayBeByPeople(match.Relevance))] });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            response.Hits.Add(ReadHit(reader, marker));
    }

    private static async Task AddFacetsAsync(
        NpgsqlConnection connection, List<Ranking.Ranked> matches, SearchMoviesResponse response, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Facets, connection);
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. matches.Select(match => match.Candidate.Id)] });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            response.Facets.FirstOrDefault(counts => (int)counts.Facet == reader.GetInt32(0))?.Values
                .Add(new FacetCount { Value = reader.GetString(1), Count = reader.GetInt32(2) });
        }
    }

    private static SearchHit ReadHit(NpgsqlDataReader row, MatchMarker marker)
    {
        var hit = new SearchHit
        {
            Id = row.GetInt32(0),
            Title = row.GetString(1),
            Overview = row.GetString(2),
            VoteAverage = row.GetDouble(5),
            VoteCount = row.GetInt32(6),
            Popularity = row.GetDouble(7),
        };
        if (!row.IsDBNull(3))
            hit.ReleaseYear = row.GetFieldValue<DateOnly>(3).Year;
        hit.Genres.Add(row.GetFieldValue<string[]>(4));
        Highlights.Add(hit, "title", marker.Mark(hit.Title));
        Highlights.Add(hit, "overview", marker.Mark(hit.Overview));
        if (!row.IsDBNull(8))
            Highlights.Add(hit, "people", string.Join(", ", row.GetFieldValue<string[]>(8).Select(marker.Mark).Where(Highlights.IsMarked)));
        return hit;
    }

    private static bool MayBeByPeople(Relevance relevance) => relevance is Relevance.People or Relevance.TitlesAndPeople or Relevance.Texts
        or Relevance.MistypedPeople or Relevance.MistypedTexts;
}
