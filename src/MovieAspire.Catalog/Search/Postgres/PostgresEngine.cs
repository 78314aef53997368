using System.Data;
using MovieAspire.Contracts.Catalog.V1;
using Npgsql;

namespace MovieAspire.Catalog.Search.Postgres;

/// <summary>
/// Searches <c>catalog.movie_search</c>: words by inverted indexes, and only when those find next to nothing the words
/// that the query may have meant.
/// </summary>
internal sealed class PostgresEngine(NpgsqlDataSource database)
{
    // A query with a typo finds something now and then, such as another typo.
    private const int FewMatches = 10;

    private LetterFolding? _folding;

    public async Task<SearchMoviesResponse> SearchAsync(SearchPage page, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        // One snapshot for hits, total and facets; and the statements below need no plans but their own.
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        var folding = _folding ??= await LetterFolding.LoadAsync(connection, cancellationToken);
        var reading = await QueryReading.ReadAsync(connection, page, cancellationToken);
        if (reading.Genres.Any(ids => ids.Length == 0))
            return Nothing(page);

        var words = reading.Words;
        var response = await RunAsync(connection, page, reading, words, folding, cancellationToken);
        if (response.Total < FewMatches
            && await Spelling.CorrectAsync(connection, words.Words, cancellationToken) is { Count: > 0 } corrections)
            response = await RunAsync(connection, page, reading, words.With(corrections), folding, cancellationToken);
        return response;
    }

    private static SearchMoviesResponse Nothing(SearchPage page)
    {
        var response = new SearchMoviesResponse();
        response.Facets.Add(page.Facets.Select(facet => new FacetCounts { Facet = facet }));
        return response;
    }

    private static async Task<SearchMoviesResponse> RunAsync(
        NpgsqlConnection connection, SearchPage page, QueryReading reading, QueryWords words, LetterFolding folding,
        CancellationToken cancellationToken)
    {
        var sql = new SearchSql(page, reading, words);
        // Composed of constants and placeholders only.
#pragma warning disable CA2100
        await using var command = new NpgsqlCommand(sql.Page(), connection);
#pragma warning restore CA2100
        command.Parameters.AddRange(sql.Parameters.ToArray());

        var (response, ids, marker) = (new SearchMoviesResponse(), Array.Empty<int>(), new MatchMarker(words, folding));
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                if (ids.Length == 0) ids = reader.GetFieldValue<int[]>(0);
                if (!reader.IsDBNull(1)) response.Hits.Add(ReadHit(reader, marker));
            }
        }

        response.Total = ids.Length;
        if (page.Facets.Count > 0) await AddFacetsAsync(connection, page, ids, response, cancellationToken);
        return response;
    }

    private static async Task AddFacetsAsync(
        NpgsqlConnection connection, SearchPage page, int[] ids, SearchMoviesResponse response, CancellationToken cancellationToken)
    {
        response.Facets.Add(page.Facets.Select(facet => new FacetCounts { Facet = facet }));
        await using var command = new NpgsqlCommand(SearchSql.Facets, connection);
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = ids });
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
            Id = row.GetInt32(1),
            Title = row.GetString(2),
            Overview = row.GetString(3),
            VoteAverage = row.GetDouble(6),
            VoteCount = row.GetInt32(7),
            Popularity = row.GetDouble(8),
        };
        if (!row.IsDBNull(4)) hit.ReleaseYear = row.GetFieldValue<DateOnly>(4).Year;
        hit.Genres.Add(row.GetFieldValue<string[]>(5));
        Highlights.Add(hit, "title", marker.Mark(hit.Title));
        Highlights.Add(hit, "overview", marker.Mark(hit.Overview));
        return hit;
    }
}
