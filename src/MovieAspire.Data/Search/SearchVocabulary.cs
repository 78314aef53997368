using MovieAspire.Text.Spelling;
using Npgsql;

namespace MovieAspire.Data.Search;

/// <summary>
/// The words of titles, people and keywords: <c>catalog.search_vocabulary</c>. A new word comes with its movie, counted once;
/// how many movies have a word is counted by <see cref="CountAsync"/> alone, so that no two writers ever change one row.
/// </summary>
public static class SearchVocabulary
{
    // Of more documents a part is counted, and the rest is taken to be like it.
    private const double MaxCounted = 200_000;

    /// <summary>
    /// Counts anew how many movies have each word: how a search is planned and which corrections come first. Some staleness does
    /// not matter; a run that changed many movies should end with it. Takes seconds per 100,000 movies, and writes only
    /// what changed by a tenth or more.
    /// </summary>
    /// <returns>How many words have another count now.</returns>
    public static async Task<int> CountAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var analyze = new NpgsqlCommand("ANALYZE catalog.search_documents", connection) { CommandTimeout = 0 };
        await analyze.ExecuteNonQueryAsync(cancellationToken);
        await using var size = new NpgsqlCommand(
            "SELECT reltuples FROM pg_class WHERE oid = 'catalog.search_documents'::regclass", connection);
        var documents = (float)(await size.ExecuteScalarAsync(cancellationToken))!;
        var share = Math.Min(100, Math.Ceiling(100 * MaxCounted / Math.Max(1, documents)));

        // REPEATABLE: the same pages each time, so that only real changes are written.
        await using var command = new NpgsqlCommand("""
            WITH counted AS (
                SELECT word COLLATE "C" AS word, (sum(titles) * 100 / $1)::integer AS titles, (sum(texts) * 100 / $1)::integer AS texts
                FROM (SELECT word, ndoc AS titles, 0 AS texts FROM ts_stat(format('SELECT titles FROM %s', $2))
                      UNION ALL
                      SELECT word, 0, ndoc FROM ts_stat(format('SELECT texts FROM %s', $2))) AS either
                GROUP BY 1
            )
            UPDATE catalog.search_vocabulary v SET titles = c.titles, texts = c.texts
            FROM counted c
            WHERE c.word = v.word AND (10 * abs(v.titles - c.titles) > v.titles OR 10 * abs(v.texts - c.texts) > v.texts)
            """, connection) { CommandTimeout = 0 };
        command.Parameters.Add(new NpgsqlParameter<double> { TypedValue = share });
        command.Parameters.Add(new NpgsqlParameter<string>
        {
            TypedValue = share < 100
                ? FormattableString.Invariant($"catalog.search_documents TABLESAMPLE SYSTEM ({share}) REPEATABLE (1)")
                : "catalog.search_documents",
        });
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    internal static async Task AddAsync(NpgsqlConnection connection, IEnumerable<string> words, CancellationToken cancellationToken)
    {
        // Most words are there; only for the others it is worth to work out the deletions.
        await using var missing = new NpgsqlCommand("""
            SELECT w FROM unnest($1) AS w WHERE NOT EXISTS (SELECT FROM catalog.search_vocabulary v WHERE v.word = w COLLATE "C")
            """, connection);
        missing.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. words.Distinct(StringComparer.Ordinal)] });
        var found = new List<string>();
        await using (var reader = await missing.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
                found.Add(reader.GetString(0));
        }

        if (found.Count == 0)
            return;
        found.Sort(StringComparer.Ordinal);
        await using var add = new NpgsqlCommand("""
            INSERT INTO catalog.search_vocabulary (word, deletions)
            SELECT word, string_to_array(deletions, ' ')::integer[] FROM unnest($1, $2) AS n (word, deletions)
            ORDER BY word COLLATE "C" ON CONFLICT DO NOTHING
            """, connection);
        add.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. found] });
        add.Parameters.Add(new NpgsqlParameter<string[]>
        {
            TypedValue = [.. found.Select(word => string.Join(' ', Deletions.OfKnown(word)))],
        });
        await add.ExecuteNonQueryAsync(cancellationToken);
    }
}
