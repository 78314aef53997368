using MovieAspire.Data;
using MovieAspire.Text.Search;
using Npgsql;

namespace MovieAspire.Testing.Search;

/// <summary>Makes the search documents of movies that were written as bare rows.</summary>
internal static class SearchDocumentsOfRows
{
    private const int BatchSize = 5_000;

    /// <summary>Writes the documents of all movies and counts their words.</summary>
    public static async Task WriteAllAsync(NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using (var command = new NpgsqlCommand("SELECT coalesce(array_agg(id ORDER BY id), '{}') FROM catalog.movies WHERE removed_at IS NULL", connection))
        {
            foreach (var ids in ((int[])(await command.ExecuteScalarAsync())!).Chunk(BatchSize))
            {
                var sources = await ReadAsync(connection, ids);
                await SearchDocumentTable.WriteAsync(connection, sources.ConvertAll(SearchDocument.Of), CancellationToken.None);
            }
        }

        await SearchVocabulary.CountAsync(connection, CancellationToken.None);
    }

    private static async Task<List<SearchSource>> ReadAsync(NpgsqlConnection connection, int[] ids)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var sql in new[]
        {
            "SELECT movie_id, title FROM catalog.alternative_titles WHERE movie_id = ANY ($1)",
            """
            SELECT c.movie_id, p.name, c.billing_order, '' FROM catalog.movie_cast c JOIN catalog.people p ON p.id = c.person_id
            WHERE c.movie_id = ANY ($1)
            UNION ALL
            SELECT c.movie_id, p.name, 0, c.job FROM catalog.movie_crew c JOIN catalog.people p ON p.id = c.person_id
            WHERE c.movie_id = ANY ($1)
            ORDER BY 3, 2
            """,
            """
            SELECT mk.movie_id, k.name FROM catalog.movie_keywords mk JOIN catalog.keywords k ON k.id = mk.keyword_id
            WHERE mk.movie_id = ANY ($1)
            """,
            "SELECT id, title, original_title, overview, release_date FROM catalog.movies WHERE id = ANY ($1) ORDER BY id",
        })
        {
            batch.BatchCommands.Add(new(sql) { Parameters = { new NpgsqlParameter<int[]> { TypedValue = ids } } });
        }

        await using var reader = await batch.ExecuteReaderAsync();
        var titles = await LookupAsync(reader, row => true);
        var people = await LookupAsync(reader, row =>
            row.GetString(3) is { Length: > 0 } job ? SearchedPeople.IsCrew(job) : SearchedPeople.IsCast(row.GetInt32(2)));
        var keywords = await LookupAsync(reader, row => true);
        var sources = new List<SearchSource>();
        while (await reader.ReadAsync())
        {
            var id = reader.GetInt32(0);
            sources.Add(new(
                id, reader.GetString(1), reader.GetString(2), [.. titles[id]], [.. people[id]], [.. keywords[id]], reader.GetString(3),
                reader.IsDBNull(4) ? null : reader.GetFieldValue<DateOnly>(4).Year));
        }

        return sources;
    }

    private static async Task<ILookup<int, string>> LookupAsync(NpgsqlDataReader reader, Func<NpgsqlDataReader, bool> counts)
    {
        var rows = new List<(int Id, string Name)>();
        while (await reader.ReadAsync())
        {
            if (counts(reader)) rows.Add((reader.GetInt32(0), reader.GetString(1)));
        }

        await reader.NextResultAsync();
        return rows.ToLookup(row => row.Id, row => row.Name);
    }
}
