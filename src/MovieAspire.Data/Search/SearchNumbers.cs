using Npgsql;

namespace MovieAspire.Data.Search;

/// <summary>
/// What a search sorts and filters by, beside the words in <c>catalog.search_documents</c>: the same values as in
/// <c>catalog.movies</c>, and written in the same transactions.
/// </summary>
internal static class SearchNumbers
{
    private const int BatchSize = 500;

    private const string AddColumns = """
        ALTER TABLE catalog.search_documents
            ADD COLUMN IF NOT EXISTS vote_count integer NOT NULL DEFAULT 0,
            ADD COLUMN IF NOT EXISTS vote_average double precision NOT NULL DEFAULT 0,
            ADD COLUMN IF NOT EXISTS popularity double precision NOT NULL DEFAULT 0,
            ADD COLUMN IF NOT EXISTS release_date date,
            ADD COLUMN IF NOT EXISTS original_language text NOT NULL DEFAULT ''
        """;

    // Whoever writes a movie locks it before its documents.
    private const string FillNext = """
        WITH next AS (
            SELECT m.id, m.vote_count, m.vote_average, m.popularity, m.release_date, m.original_language
            FROM catalog.movies m
            WHERE m.id IN (SELECT movie_id FROM catalog.search_documents WHERE movie_id > $1 ORDER BY movie_id LIMIT $2)
            ORDER BY m.id FOR NO KEY UPDATE
        ), filled AS (
            UPDATE catalog.search_documents s
            SET vote_count = n.vote_count, vote_average = n.vote_average, popularity = n.popularity, release_date = n.release_date,
                original_language = n.original_language
            FROM next n
            WHERE s.movie_id = n.id
              AND (s.vote_count, s.vote_average, s.popularity, s.release_date, s.original_language) IS DISTINCT FROM
                  (n.vote_count, n.vote_average, n.popularity, n.release_date, n.original_language)
            RETURNING 1
        )
        SELECT max(id), (SELECT count(*) FROM filled) FROM next
        """;

    /// <summary>Adds the columns, before the migration that has them: what fills documents writes them.</summary>
    public static async Task AddAsync(NpgsqlDataSource dataSource, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(AddColumns);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// Gives a catalog that was filled before these columns their values. Batch by batch, so that nobody waits for it; where it was
    /// stopped, it goes on.
    /// </summary>
    /// <returns>How many movies were without.</returns>
    public static async Task<long> FillAsync(NpgsqlDataSource dataSource, CancellationToken cancellationToken)
    {
        await AddAsync(dataSource, cancellationToken);
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var filled = 0L;
        for (int? last = 0; last is not null;)
        {
            await using var command = new NpgsqlCommand(FillNext, connection) { CommandTimeout = 0 };
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = last.Value });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = BatchSize });
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            last = reader.IsDBNull(0) ? null : reader.GetInt32(0);
            filled += reader.GetInt64(1);
        }

        return filled;
    }
}
