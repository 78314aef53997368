using MovieAspire.Data.Search;
using Npgsql;

namespace MovieAspire.Data.Documents;

/// <summary>
/// Gives documents to movies that have none, or older ones than their rows: those of an earlier schema, and those that a
/// process of an earlier version writes meanwhile. Batch by batch, so that nobody waits for it; where it was stopped, it
/// goes on.
/// </summary>
public static class DocumentFill
{
    private const int BatchSize = 500;

    /// <summary>Fills what is missing, and counts the words that search plans by.</summary>
    /// <returns>How many movies were without.</returns>
    public static async Task<long> RunAsync(NpgsqlDataSource dataSource, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var filled = 0L;
        for (var last = 0; await LackingAsync(connection, last, cancellationToken) is { Length: > 0 } ids; last = ids[^1])
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await MovieDocuments.LockAsync(connection, ids, cancellationToken);
            await MovieDocuments.WriteAsync(connection, ids, changed: true, time.GetUtcNow(), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            filled += ids.Length;
        }

        if (filled > 0)
            await SearchVocabulary.CountAsync(connection, cancellationToken);
        return filled;
    }

    private static async Task<int[]> LackingAsync(NpgsqlConnection connection, int last, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT array(SELECT m.id FROM catalog.movies m LEFT JOIN catalog.movie_documents d ON d.movie_id = m.id
                         WHERE m.id > $1 AND (d.movie_id IS NULL OR m.updated_at > d.changed_at)
                         ORDER BY m.id LIMIT $2)
            """, connection) { CommandTimeout = 0 };
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = last });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = BatchSize });
        return (int[])(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
