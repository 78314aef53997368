using MovieAspire.Data;
using MovieAspire.Worker.Collect.Details;
using Npgsql;

namespace MovieAspire.Worker.Collect.Lists;

/// <summary>Writes what one of TMDB's lists shows.</summary>
internal sealed class ListWriter(NpgsqlDataSource dataSource, MovieTables tables, TimeProvider time)
{
    /// <summary>Upserts the movies that no other list of the run has brought, and the list itself.</summary>
    /// <param name="list">For example "popular".</param>
    /// <param name="movies">Movies by what the list shows of them.</param>
    /// <param name="ranking">All ids of the list, best first.</param>
    /// <param name="isComplete">Whether movies that the ranking does not name have left the list.</param>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    public async Task<BulkCounts> WriteAsync(
        string list, IReadOnlyList<Movie> movies, IReadOnlyList<int> ranking, bool isComplete, Guid run,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var counts = await UpsertAsync(connection, movies, run, now, cancellationToken);
        await tables.Lists.UpsertAsync(
            connection,
            ranking.Select((id, index) => new MovieListEntry
            {
                List = list, MovieId = id, Rank = index + 1, RunId = run, SeenAt = now,
            }),
            cancellationToken);
        if (isComplete)
        {
            await ExecuteAsync(
                connection, "DELETE FROM catalog.movie_lists WHERE list = $1 AND run_id <> $2", cancellationToken, list, run);
        }

        await transaction.CommitAsync(cancellationToken);
        return counts;
    }

    /// <summary>Upserts movies by what a page shows of them, each once; they are in no list.</summary>
    public async Task<BulkCounts> WriteAsync(IReadOnlyList<Movie> movies, Guid run, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var counts = await UpsertAsync(connection, movies, run, time.GetUtcNow(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return counts;
    }

    private async Task<BulkCounts> UpsertAsync(
        NpgsqlConnection connection, IReadOnlyList<Movie> movies, Guid run, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        foreach (var movie in movies) (movie.LastRunId, movie.UpdatedAt) = (run, now);
        await tables.Listed.StageAsync(connection, movies, cancellationToken);
        // A list may name a movie that the details call says was removed; only a details call brings it back.
        await ExecuteAsync(connection, """
            DELETE FROM stage_movies s USING catalog.movies m WHERE m.id = s.id AND m.removed_at IS NOT NULL
            """, cancellationToken);
        return await tables.Listed.UpsertStagedAsync(connection, cancellationToken);
    }

    private static async Task ExecuteAsync(
        NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
