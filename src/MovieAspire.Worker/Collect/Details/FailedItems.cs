using Microsoft.Extensions.Options;
using Npgsql;

namespace MovieAspire.Worker.Collect.Details;

/// <summary>
/// Items that failed in earlier runs and have not succeeded since: part of the next run's work, until they have failed
/// <see cref="DetailsOptions.ItemAttempts"/> times. Then they are tried once in <see cref="DetailsOptions.ItemPause"/>.
/// </summary>
internal sealed class FailedItems(NpgsqlDataSource dataSource, TimeProvider time, IOptions<DetailsOptions> options)
{
    // More than so many failures are an outage, whose movies are found again by the queues; and memory stays bounded.
    private const int Most = 10_000;

    /// <summary>SQL for whether a movie <c>m</c> rests; few do, and the index of open errors finds them.</summary>
    /// <param name="attempts">ItemAttempts as a parameter.</param>
    /// <param name="since">ItemPause ago.</param>
    public static string RestsSql(string attempts, string since) => $"""
        EXISTS (SELECT FROM pipeline.run_errors e WHERE e.source = '{DetailsCollector.SourceName}' AND e.item = m.id::text
                  AND e.resolved_at IS NULL HAVING count(*) >= {attempts} AND max(e.occurred_at) >= {since})
        """;

    /// <summary>Ids of movies that a source failed at, the longest waiting first.</summary>
    /// <param name="source">The source that recorded the errors.</param>
    /// <param name="run">Not this run's: an item is tried once in a run.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<IReadOnlyList<int>> MoviesAsync(string source, Guid run, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("""
            SELECT item::integer FROM pipeline.run_errors
            WHERE source = $1 AND resolved_at IS NULL AND item ~ '^[0-9]{1,9}$'
            GROUP BY item HAVING bool_and(run_id <> $2) AND (count(*) < $4 OR max(occurred_at) < $5)
            ORDER BY min(id) LIMIT $3
            """);
        command.Parameters.Add(new() { Value = source });
        command.Parameters.Add(new() { Value = run });
        command.Parameters.Add(new() { Value = Most });
        command.Parameters.Add(new() { Value = options.Value.ItemAttempts });
        command.Parameters.Add(new() { Value = time.GetUtcNow() - options.Value.ItemPause });
        var ids = new List<int>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            ids.Add(reader.GetInt32(0));
        return ids;
    }

    /// <summary>The source was read in full; what earlier runs missed of it is history.</summary>
    public async Task ResolveAllAsync(string source, Guid run, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("""
            UPDATE pipeline.run_errors SET resolved_at = $3 WHERE source = $1 AND run_id <> $2 AND resolved_at IS NULL
            """);
        command.Parameters.Add(new() { Value = source });
        command.Parameters.Add(new() { Value = run });
        command.Parameters.Add(new() { Value = time.GetUtcNow() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The items succeeded; the errors of earlier runs are history.</summary>
    public async Task ResolveAsync(string source, IEnumerable<string> items, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("""
            UPDATE pipeline.run_errors SET resolved_at = $3 WHERE source = $1 AND item = ANY ($2) AND resolved_at IS NULL
            """);
        command.Parameters.Add(new() { Value = source });
        command.Parameters.Add(new() { Value = items.ToArray() });
        command.Parameters.Add(new() { Value = time.GetUtcNow() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
