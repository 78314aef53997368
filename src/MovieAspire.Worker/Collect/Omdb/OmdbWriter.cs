using System.Globalization;
using MovieAspire.Data;
using MovieAspire.Worker.Collect.Details;
using Npgsql;

namespace MovieAspire.Worker.Collect.Omdb;

/// <summary>Writes what OMDb says about movies. The same content moves the check time and nothing else.</summary>
internal sealed class OmdbWriter(NpgsqlDataSource dataSource, MovieTables tables, TimeProvider time)
{
    /// <param name="asked">All movies that OMDb answered about.</param>
    /// <param name="known">What it answered; less than asked, because it does not know every movie.</param>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    public async Task<BulkCounts> WriteAsync(
        IReadOnlyCollection<int> asked, IReadOnlyCollection<OmdbMovie> known, Guid run, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var movie in known) (movie.CheckedAt, movie.ChangedAt) = (now, now);

        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await tables.Omdb.StageAsync(connection, known, cancellationToken);
        await using var command = new NpgsqlCommand("""
            UPDATE catalog.movies m
            SET last_omdb_update = $2,
                last_full_refresh = CASE WHEN m.last_tmdb_update > coalesce(m.last_omdb_update, '-infinity')
                                         THEN $2 ELSE m.last_full_refresh END,
                updated_at = CASE WHEN c.changed THEN $2 ELSE m.updated_at END,
                last_run_id = CASE WHEN c.changed THEN $3 ELSE m.last_run_id END
            FROM (SELECT a.id, s.movie_id IS NOT NULL AND o.content_hash IS DISTINCT FROM s.content_hash AS changed
                  FROM unnest($1) AS a (id)
                  LEFT JOIN stage_omdb_movies s ON s.movie_id = a.id
                  LEFT JOIN catalog.omdb_movies o ON o.movie_id = a.id) c
            WHERE m.id = c.id
            """, connection);
        Add(command, asked.ToArray(), now, run);
        await command.ExecuteNonQueryAsync(cancellationToken);

        await using var confirm = new NpgsqlCommand("""
            UPDATE catalog.omdb_movies o SET checked_at = $1, unchanged_cycles = o.unchanged_cycles + 1
            FROM stage_omdb_movies s WHERE s.movie_id = o.movie_id AND s.content_hash = o.content_hash
            """, connection);
        Add(confirm, now);
        await confirm.ExecuteNonQueryAsync(cancellationToken);
        var counts = await tables.Omdb.UpsertStagedAsync(connection, cancellationToken);

        await using var resolve = new NpgsqlCommand("""
            UPDATE pipeline.run_errors SET resolved_at = $2 WHERE source = 'omdb' AND item = ANY ($1) AND resolved_at IS NULL
            """, connection);
        Add(resolve, asked.Select(id => id.ToString(CultureInfo.InvariantCulture)).ToArray(), now);
        await resolve.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return counts;
    }

    private static void Add(NpgsqlCommand command, params object[] values)
    {
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
    }
}
