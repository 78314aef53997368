using Dapper;
using MovieAspire.Recommendations.Lists;
using MovieAspire.Worker.Compute.Statistics;
using Npgsql;
using NpgsqlTypes;

namespace MovieAspire.Worker.Compute.Recommendations;

/// <summary>
/// Writes analytics.recommendation_lists: batch by batch under a version that nobody reads, which is then published in one
/// transaction. Whatever happens before that, readers have the lists of the version before.
/// </summary>
internal sealed class RecommendationVersions(NpgsqlDataSource dataSource, TimeProvider time)
{
    /// <summary>
    /// Begins a version and removes what computations left behind that did not come to an end. A second computation waits here
    /// for the first, until its <see cref="NewVersion"/> is disposed of.
    /// </summary>
    public async Task<NewVersion> BeginAsync(Guid run, CancellationToken cancellationToken)
    {
        var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        try
        {
            // Of the session, and given back with the connection: a process that dies keeps nobody waiting.
            await connection.ExecuteAsync(new CommandDefinition(
                "SET lock_timeout = 0; SELECT pg_advisory_lock(hashtextextended('analytics.recommendation_lists', 0))", commandTimeout: 0,
                cancellationToken: cancellationToken));
            var unfinished = await connection.QueryAsync<long>(new CommandDefinition(
                "SELECT version FROM analytics.recommendation_versions WHERE published_at IS NULL", cancellationToken: cancellationToken));
            foreach (var version in unfinished)
                await NewVersion.RemoveAsync(connection, version, cancellationToken);

            var number = await connection.ExecuteScalarAsync<long>(new CommandDefinition("""
                INSERT INTO analytics.recommendation_versions (run_id, started_at) VALUES (@run, @now) RETURNING version
                """, new { run, now = time.GetUtcNow() }, cancellationToken: cancellationToken));
            return new(connection, number, run, time);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Writes one list into the published version; none removes the movie's.</summary>
    /// <returns>Whether anything changed; null when no version was published yet.</returns>
    public async Task<bool?> ReplaceAsync(int movie, RecommendationList? list, Guid run, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        // The version's row is locked: it is not removed until the list is in.
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var version = await connection.ExecuteScalarAsync<long?>(new CommandDefinition("""
            SELECT version FROM analytics.recommendation_versions WHERE published_at IS NOT NULL ORDER BY version DESC LIMIT 1 FOR SHARE
            """, cancellationToken: cancellationToken));
        if (version is null)
            return null;

        var changed = list is null
            ? await connection.ExecuteAsync(new CommandDefinition(
                "DELETE FROM analytics.recommendation_lists WHERE version = @version AND movie_id = @movie",
                new { version, movie }, cancellationToken: cancellationToken))
            : await connection.ExecuteAsync(new CommandDefinition("""
                INSERT INTO analytics.recommendation_lists AS l
                VALUES (@version, @movie, @MovieIds, @Scores, @Reasons::jsonb, @run, @now)
                ON CONFLICT (version, movie_id) DO UPDATE
                SET movie_ids = excluded.movie_ids, scores = excluded.scores, reasons = excluded.reasons, run_id = excluded.run_id,
                    computed_at = excluded.computed_at
                WHERE (l.movie_ids, l.scores, l.reasons) IS DISTINCT FROM (excluded.movie_ids, excluded.scores, excluded.reasons)
                """, new { version, movie, list.MovieIds, list.Scores, list.Reasons, run, now = time.GetUtcNow() },
                cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return changed > 0;
    }
}

/// <summary>A version that is being written.</summary>
internal sealed class NewVersion(NpgsqlConnection connection, long version, Guid run, TimeProvider time) : IAsyncDisposable
{
    private const int RemovedAtOnce = 20_000;

    /// <summary>Adds lists; each movie once.</summary>
    public async Task WriteAsync(IEnumerable<RecommendationList> lists, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var copy = await connection.BeginBinaryImportAsync("""
            COPY analytics.recommendation_lists (version, movie_id, movie_ids, scores, reasons, run_id, computed_at)
            FROM STDIN (FORMAT BINARY)
            """, cancellationToken);
        foreach (var list in lists)
        {
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteAsync(version, cancellationToken);
            await copy.WriteAsync(list.MovieId, cancellationToken);
            await copy.WriteAsync(list.MovieIds, cancellationToken);
            await copy.WriteAsync(list.Scores, cancellationToken);
            await copy.WriteAsync(list.Reasons, NpgsqlDbType.Jsonb, cancellationToken);
            await copy.WriteAsync(run, cancellationToken);
            await copy.WriteAsync(now, NpgsqlDbType.TimestampTz, cancellationToken);
        }

        await copy.CompleteAsync(cancellationToken);
    }

    /// <summary>Lets readers see this version, in one transaction with the record of the artifact, and removes the others.</summary>
    /// <param name="artifact">What the lists were computed from; null for less than all lists.</param>
    /// <param name="rows">How many lists there are.</param>
    /// <param name="cancellationToken">Ends the work; old versions that are left are removed after the next publication.</param>
    public async Task PublishAsync(ArtifactRecord? artifact, long rows, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using (var transaction = await connection.BeginTransactionAsync(cancellationToken))
        {
            await connection.ExecuteAsync(new CommandDefinition(
                "UPDATE analytics.recommendation_versions SET published_at = @now WHERE version = @version",
                new { now, version }, cancellationToken: cancellationToken));
            if (artifact is not null)
                await ArtifactLog.WriteAsync(connection, artifact, rows, run, now, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        var others = await connection.QueryAsync<long>(new CommandDefinition(
            "SELECT version FROM analytics.recommendation_versions WHERE version < @version", new { version },
            cancellationToken: cancellationToken));
        foreach (var other in others)
            await RemoveAsync(connection, other, cancellationToken);
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    internal static async Task RemoveAsync(NpgsqlConnection connection, long version, CancellationToken cancellationToken)
    {
        int? last = 0;
        while (last is not null)
        {
            last = await connection.ExecuteScalarAsync<int?>(new CommandDefinition("""
                WITH batch AS MATERIALIZED (
                    SELECT movie_id FROM analytics.recommendation_lists
                    WHERE version = @version AND movie_id > @last ORDER BY movie_id LIMIT @RemovedAtOnce
                ), removed AS (
                    DELETE FROM analytics.recommendation_lists l USING batch b WHERE l.version = @version AND l.movie_id = b.movie_id
                )
                SELECT max(movie_id) FROM batch
                """, new { version, last, RemovedAtOnce }, commandTimeout: 0, cancellationToken: cancellationToken));
        }

        await connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM analytics.recommendation_versions WHERE version = @version", new { version },
            cancellationToken: cancellationToken));
    }
}
