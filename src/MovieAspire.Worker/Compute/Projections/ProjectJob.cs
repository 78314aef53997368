using MovieAspire.Data.Bulk;
using MovieAspire.Data.Documents;
using MovieAspire.Worker.Runs;
using Npgsql;

namespace MovieAspire.Worker.Compute.Projections;

/// <summary>
/// Puts the documents of movies together anew, batch by batch, and says how many differed from what was written with the
/// facts: always none, but for movies of an earlier schema that had none yet.
/// </summary>
internal sealed class ProjectJob(NpgsqlDataSource dataSource, TimeProvider time) : IJob
{
    // A transaction locks so many movies against writers, for less than a second.
    private const int BatchSize = 500;

    private static readonly NumberOption From = new("from", "The first movie, by id.", 1, int.MaxValue);
    private static readonly NumberOption To = new("to", "The last movie, by id.", 1, int.MaxValue);

    private sealed record Position(int LastId);

    public string Name => "project";

    public string Title => "Documents of movies";

    // It finds nothing, and says so.
    public string DefaultCron => "0 30 4 ? * SUN";

    public IReadOnlyList<JobOption> Options { get; } = [From, To];

    public async Task<JobOutcome> RunAsync(RunContext run, JobArguments arguments, CancellationToken cancellationToken)
    {
        var (last, to) = (run.LoadCursor<Position>(Name)?.LastId ?? From.Read(arguments, 1) - 1, To.Read(arguments, int.MaxValue));
        run.BeginPhase("Putting documents together", await CountAsync(last, to, cancellationToken));
        var counts = default(BulkCounts);
        while (await NextAsync(last, to, cancellationToken) is { Length: > 0 } ids)
        {
            run.StopRequested.ThrowIfCancellationRequested();
            var batch = await ProjectAsync(ids, cancellationToken);
            counts += batch;
            run.Source("documents").Add(fetched: ids.Length);
            run.Source("documents").Add(batch);
            run.Advance(ids.Length, $"movie {last = ids[^1]}");
            await run.SaveCursorAsync(Name, new Position(last), cancellationToken);
        }

        run.Say(FormattableString.Invariant($"{counts.Updated} documents differed, {counts.Inserted} were missing"));
        return counts.Inserted + counts.Updated > 0 ? JobOutcome.Done : JobOutcome.NothingToDo;
    }

    /// <summary>Puts the documents of some movies together and writes those that differ.</summary>
    public async Task<BulkCounts> ProjectAsync(int[] ids, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await MovieDocuments.LockAsync(connection, ids, cancellationToken);
        var counts = await MovieDocuments.WriteAsync(connection, ids, changed: false, time.GetUtcNow(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return counts;
    }

    private async Task<int[]> NextAsync(int last, int to, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            "SELECT array(SELECT id FROM catalog.movies WHERE id > $1 AND id <= $2 ORDER BY id LIMIT $3)");
        foreach (var value in (int[])[last, to, BatchSize])
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = value });
        return (int[])(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task<long> CountAsync(int last, int to, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("SELECT count(*) FROM catalog.movies WHERE id > $1 AND id <= $2");
        foreach (var value in (int[])[last, to])
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = value });
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
