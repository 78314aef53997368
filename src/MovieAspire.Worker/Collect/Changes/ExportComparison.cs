using System.Runtime.CompilerServices;
using MovieAspire.Data.Documents;
using Npgsql;
using NpgsqlTypes;

namespace MovieAspire.Worker.Collect.Changes;

/// <summary>
/// The daily id export beside the catalog. The export streams into a temporary table by COPY and Postgres finds the
/// differences, so memory stays flat with a million ids. Dispose drops the table.
/// </summary>
internal sealed class ExportComparison : IAsyncDisposable
{
    // Adult movies have an export of their own, and what came after the export cannot be in it.
    private const string Expected = "movie.removed_at IS NULL AND NOT movie.adult AND movie.created_at < $1";

    private const string InExport = "EXISTS (SELECT FROM exported_movies exported WHERE exported.id = movie.id)";

    private const int RowsAtOnce = 10_000;

    private readonly NpgsqlConnection _connection;
    private readonly DateTimeOffset _madeAt;

    private ExportComparison(NpgsqlConnection connection, DateTimeOffset madeAt) =>
        (_connection, _madeAt) = (connection, madeAt);

    /// <param name="dataSource">The database; one connection is held until disposal.</param>
    /// <param name="export">The rows of the export, read once.</param>
    /// <param name="madeAt">No later than the making of the export, for example the start of its day (UTC).</param>
    /// <param name="cancellationToken">Ends the loading.</param>
    public static async Task<ExportComparison> LoadAsync(
        NpgsqlDataSource dataSource,
        IAsyncEnumerable<ExportedMovie> export,
        DateTimeOffset madeAt,
        CancellationToken cancellationToken)
    {
        var comparison = new ExportComparison(await dataSource.OpenConnectionAsync(cancellationToken), madeAt);
        try
        {
            await comparison.LoadAsync(export, cancellationToken);
            return comparison;
        }
        catch
        {
            await comparison.DisposeAsync();
            throw;
        }
    }

    public async Task<ExportDifference> CountAsync(CancellationToken cancellationToken)
    {
        await using var command = Command($"""
            SELECT (SELECT count(*) FROM exported_movies),
                   count(*) FILTER (WHERE {Expected}),
                   (SELECT count(*) FROM exported_movies exported
                    WHERE NOT EXISTS (SELECT FROM catalog.movies movie WHERE movie.id = exported.id)),
                   count(*) FILTER (WHERE movie.removed_at IS NOT NULL AND exported.id IS NOT NULL),
                   count(*) FILTER (WHERE {Expected} AND exported.id IS NULL)
            FROM catalog.movies movie LEFT JOIN exported_movies exported ON exported.id = movie.id
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new(
            reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4));
    }

    /// <summary>
    /// Picks the movies that the catalog does not know, the most popular first. Videos, adult movies and those without a
    /// title are left out.
    /// </summary>
    /// <param name="limit">At most; null for all.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>How many there are to add.</returns>
    public async Task<int> PickNewAsync(int? limit, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            DROP TABLE IF EXISTS new_movies;
            CREATE TEMPORARY TABLE new_movies (
                position integer PRIMARY KEY, id integer NOT NULL, original_title text NOT NULL, popularity float8 NOT NULL)
            """, _connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
        await using var pick = new NpgsqlCommand("""
            INSERT INTO new_movies
            SELECT row_number() OVER (ORDER BY popularity DESC, id), id, original_title, popularity
            FROM exported_movies exported
            WHERE NOT adult AND NOT video AND original_title <> ''
              AND NOT EXISTS (SELECT FROM catalog.movies movie WHERE movie.id = exported.id)
            ORDER BY popularity DESC, id
            LIMIT $1
            """, _connection) { CommandTimeout = 0 };
        pick.Parameters.Add(new() { Value = (object?)limit ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer });
        return await pick.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// Adds picked movies to the catalog, without details: the title is the original one until the enrich job fetches
    /// those. Positions count from 0.
    /// </summary>
    /// <returns>How many were added.</returns>
    public async Task<int> AddNewAsync(
        int from, int count, Guid runId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var transaction = await _connection.BeginTransactionAsync(cancellationToken);
        await using var command = new NpgsqlCommand("""
            WITH added AS (
                INSERT INTO catalog.movies (id, title, original_title, popularity, last_run_id, created_at, updated_at)
                SELECT id, original_title, original_title, popularity, $1, $2, $2 FROM new_movies
                WHERE position > $3 AND position <= $3 + $4 ORDER BY id
                ON CONFLICT (id) DO NOTHING
                RETURNING id
            )
            SELECT coalesce(array_agg(id), '{}') FROM added
            """, _connection) { CommandTimeout = 0 };
        command.Parameters.Add(new() { Value = runId });
        command.Parameters.Add(new() { Value = now });
        command.Parameters.Add(new() { Value = from });
        command.Parameters.Add(new() { Value = count });
        var added = (int[])(await command.ExecuteScalarAsync(cancellationToken))!;
        await MovieDocuments.WriteAsync(_connection, added, changed: true, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return added.Length;
    }

    /// <summary>Known movies that the export lacks, by id. Whether TMDB removed them, the details call says (404).</summary>
    public IAsyncEnumerable<int> VanishedAsync(CancellationToken cancellationToken) =>
        IdsAsync($"SELECT id FROM catalog.movies movie WHERE {Expected} AND NOT {InExport} ORDER BY id", cancellationToken);

    /// <summary>Removed movies that are in the export again, by id.</summary>
    public IAsyncEnumerable<int> ReturnedAsync(CancellationToken cancellationToken) => IdsAsync(
        $"SELECT id FROM catalog.movies movie WHERE movie.removed_at IS NOT NULL AND $1::timestamptz IS NOT NULL AND {InExport} ORDER BY id",
        cancellationToken);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await using var drop = new NpgsqlCommand("DROP TABLE IF EXISTS exported_movies, new_movies", _connection);
            await drop.ExecuteNonQueryAsync(CancellationToken.None);
        }
        catch (NpgsqlException)
        {
            // The connection broke, and the table went with its session.
        }

        await _connection.DisposeAsync();
    }

    private async Task LoadAsync(IAsyncEnumerable<ExportedMovie> export, CancellationToken cancellationToken)
    {
        await ExecuteAsync("""
            CREATE TEMPORARY TABLE exported_movies (
                id integer NOT NULL, original_title text NOT NULL, popularity float8 NOT NULL,
                adult boolean NOT NULL, video boolean NOT NULL)
            """, cancellationToken);
        // No statement stays open while the provider is waited for.
        await foreach (var movies in export.Chunk(RowsAtOnce).WithCancellation(cancellationToken))
            await CopyAsync(movies, cancellationToken);

        // An id that is in the export twice must not count twice.
        await ExecuteAsync("""
            DELETE FROM exported_movies twice USING exported_movies kept
            WHERE twice.id = kept.id AND twice.ctid > kept.ctid;
            CREATE UNIQUE INDEX ON exported_movies (id);
            ANALYZE exported_movies
            """, cancellationToken);
    }

    private async Task CopyAsync(IReadOnlyCollection<ExportedMovie> movies, CancellationToken cancellationToken)
    {
        await using var copy = await _connection.BeginBinaryImportAsync(
            "COPY exported_movies FROM STDIN (FORMAT binary)", cancellationToken);
        foreach (var movie in movies)
        {
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteAsync(movie.Id, NpgsqlDbType.Integer, cancellationToken);
            await copy.WriteAsync(movie.OriginalTitle, NpgsqlDbType.Text, cancellationToken);
            await copy.WriteAsync(movie.Popularity, NpgsqlDbType.Double, cancellationToken);
            await copy.WriteAsync(movie.Adult, NpgsqlDbType.Boolean, cancellationToken);
            await copy.WriteAsync(movie.Video, NpgsqlDbType.Boolean, cancellationToken);
        }

        await copy.CompleteAsync(cancellationToken);
    }

    private async IAsyncEnumerable<int> IdsAsync(string sql, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = Command(sql);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            yield return reader.GetInt32(0);
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, _connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    // A million rows take longer than a query of the services may; the caller's token is the limit.
    private NpgsqlCommand Command(string sql)
    {
        var command = new NpgsqlCommand(sql, _connection) { CommandTimeout = 0 };
        command.Parameters.Add(new() { Value = _madeAt });
        return command;
    }
}

/// <summary>A movie in the daily id export.</summary>
internal readonly record struct ExportedMovie(int Id, string OriginalTitle, double Popularity, bool Adult, bool Video);

/// <summary>How an id export differs from the catalog; all are numbers of movies.</summary>
/// <param name="Exported">In the export.</param>
/// <param name="Known">In the catalog, and expected in the export: not removed, not adult, older than the export.</param>
/// <param name="New">In the export and not in the catalog.</param>
/// <param name="Returned">In the export, and removed in the catalog.</param>
/// <param name="Vanished">Known, and not in the export.</param>
internal sealed record ExportDifference(long Exported, long Known, long New, long Returned, long Vanished);
