using System.Globalization;
using MovieAspire.Data.Bulk;
using MovieAspire.Data.Catalog;
using MovieAspire.Data.Documents;
using MovieAspire.Worker.Collect.Details;
using Npgsql;

namespace MovieAspire.Worker.Collect.Omdb;

/// <summary>
/// Writes what OMDb says about movies, and their documents. The same content moves the check time and nothing else.
/// </summary>
internal sealed class OmdbWriter(NpgsqlDataSource dataSource, TimeProvider time)
{
    /// <param name="asked">All movies that OMDb answered about.</param>
    /// <param name="known">What it answered; less than asked, because it does not know every movie.</param>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    /// <param name="answeredAt">When OMDb said this, if it was not just now.</param>
    public async Task<BulkCounts> WriteAsync(
        IReadOnlyCollection<int> asked, IReadOnlyCollection<OmdbMovieRow> known, Guid run, CancellationToken cancellationToken,
        DateTimeOffset? answeredAt = null)
    {
        var now = answeredAt ?? time.GetUtcNow();
        foreach (var movie in known)
            (movie.CheckedAt, movie.ChangedAt) = (now, now);

        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await MovieDocuments.LockAsync(connection, [.. asked], cancellationToken);
        var changed = await connection.IdsAsync([Movies(asked, known, now, run), Confirm(known, now)], cancellationToken);
        var counts = await UpsertAsync(connection, known, cancellationToken);
        await connection.IdsAsync([ResolveErrors(asked, now)], cancellationToken);
        await MovieDocuments.WriteAsync(connection, [.. changed], changed: true, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return counts;
    }

    private static async Task<BulkCounts> UpsertAsync(
        NpgsqlConnection connection, IReadOnlyCollection<OmdbMovieRow> known, CancellationToken cancellationToken)
    {
        var written = (await connection.ReadAsync([MovieTables.Omdb.Upsert(known)], row => row.GetBoolean(1), cancellationToken))[0];
        var inserted = written.Count(isNew => isNew);
        return new(inserted, written.Count - inserted, known.Count - written.Count);
    }

    private static NpgsqlBatchCommand Movies(
        IReadOnlyCollection<int> asked, IReadOnlyCollection<OmdbMovieRow> known, DateTimeOffset now, Guid run) => new("""
        WITH updated AS (
            UPDATE catalog.movies m
            SET last_omdb_update = $4,
                last_full_refresh = CASE WHEN m.last_tmdb_update > coalesce(m.last_omdb_update, '-infinity')
                                         THEN $4 ELSE m.last_full_refresh END,
                updated_at = CASE WHEN c.changed THEN $4 ELSE m.updated_at END,
                last_run_id = CASE WHEN c.changed THEN $5 ELSE m.last_run_id END
            FROM (SELECT a.id, k.id IS NOT NULL AND o.content_hash IS DISTINCT FROM k.content_hash AS changed
                  FROM unnest($1) AS a (id)
                  LEFT JOIN unnest($2, $3) AS k (id, content_hash) ON k.id = a.id
                  LEFT JOIN catalog.omdb_movies o ON o.movie_id = a.id) c
            WHERE m.id = c.id
            RETURNING m.id, c.changed
        )
        SELECT id FROM updated WHERE changed
        """)
        {
            Parameters =
        {
            new NpgsqlParameter<int[]> { TypedValue = [.. asked] },
            new NpgsqlParameter<int[]> { TypedValue = [.. known.Select(movie => movie.MovieId)] },
            new NpgsqlParameter<byte[][]> { TypedValue = [.. known.Select(movie => movie.ContentHash)] },
            new NpgsqlParameter<DateTimeOffset> { TypedValue = now },
            new NpgsqlParameter<Guid> { TypedValue = run },
        },
        };

    private static NpgsqlBatchCommand Confirm(IReadOnlyCollection<OmdbMovieRow> known, DateTimeOffset now) => new("""
        UPDATE catalog.omdb_movies o SET checked_at = $3, unchanged_cycles = o.unchanged_cycles + 1
        FROM unnest($1, $2) AS k (id, content_hash) WHERE k.id = o.movie_id AND k.content_hash = o.content_hash
        """)
    {
        Parameters =
        {
            new NpgsqlParameter<int[]> { TypedValue = [.. known.Select(movie => movie.MovieId)] },
            new NpgsqlParameter<byte[][]> { TypedValue = [.. known.Select(movie => movie.ContentHash)] },
            new NpgsqlParameter<DateTimeOffset> { TypedValue = now },
        },
    };

    private static NpgsqlBatchCommand ResolveErrors(IReadOnlyCollection<int> asked, DateTimeOffset now) => new("""
        UPDATE pipeline.run_errors SET resolved_at = $2 WHERE source = 'omdb' AND item = ANY ($1) AND resolved_at IS NULL
        """)
    {
        Parameters =
        {
            new NpgsqlParameter<string[]> { TypedValue = [.. asked.Select(id => id.ToString(CultureInfo.InvariantCulture))] },
            new NpgsqlParameter<DateTimeOffset> { TypedValue = now },
        },
    };
}
