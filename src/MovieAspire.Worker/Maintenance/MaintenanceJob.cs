using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using MovieAspire.Worker.Runs;
using Npgsql;

namespace MovieAspire.Worker.Maintenance;

/// <summary>Section "Retention": how long history is kept. What the lake keeps is its own: Lake:BronzeRetention.</summary>
internal sealed record RetentionOptions
{
    public const string Section = "Retention";

    /// <summary>Retention:Runs: runs that have ended, with their counters and errors. The newest of each job stays.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "36500.00:00:00", ErrorMessage = "Retention:Runs must be at least one day.")]
    public TimeSpan Runs { get; init; } = TimeSpan.FromDays(90);

    /// <summary>Retention:Errors: errors of items that have succeeded since.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "36500.00:00:00", ErrorMessage = "Retention:Errors must be at least one day.")]
    public TimeSpan Errors { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Retention:Days: what is computed or counted for each day: trending, statistics of genres, requests.</summary>
    [Range(typeof(TimeSpan), "31.00:00:00", "36500.00:00:00", ErrorMessage = "Retention:Days must be at least 31 days.")]
    public TimeSpan Days { get; init; } = TimeSpan.FromDays(400);
}

/// <summary>Deletes the history that is older than its retention, in small transactions.</summary>
internal sealed class MaintenanceJob(NpgsqlDataSource dataSource, TimeProvider time, IOptions<RetentionOptions> options) : IJob
{
    private const int RowsAtOnce = 5_000;

    // $1 is the time before which a row is too old.
    private static readonly (string Table, string IsOld, Func<RetentionOptions, TimeSpan> Retention)[] Rules =
    [
        ("pipeline.run_errors", "resolved_at < $1", kept => kept.Errors),
        ("pipeline.pipeline_runs", """
            finished_at < $1 AND EXISTS (
                SELECT FROM pipeline.pipeline_runs later WHERE later.job = old.job AND (later.created_at, later.id) > (old.created_at, old.id))
            """, kept => kept.Runs),
        ("pipeline.quota_usage", "day < $1::date AND exhausted_at IS NULL", kept => kept.Days),
        ("analytics.movie_trending_daily", "computed_on < $1::date", kept => kept.Days),
        ("analytics.genre_stats_daily", "computed_on < $1::date", kept => kept.Days),
    ];

    public string Name => "maintenance";

    public string Title => "Removal of old history";

    public string DefaultCron => "0 30 1 * * ?";

    public async Task<JobOutcome> RunAsync(RunContext run, JobArguments arguments, CancellationToken cancellationToken)
    {
        run.BeginPhase("Removing old history", Rules.Length);
        var removed = 0L;
        foreach (var (table, isOld, retention) in Rules)
        {
            removed += await RemoveAsync(run, table, isOld, time.GetUtcNow() - retention(options.Value), cancellationToken);
            run.Advance(1, table);
        }

        return removed > 0 ? JobOutcome.Done : JobOutcome.NothingToDo;
    }

    private async Task<long> RemoveAsync(
        RunContext run, string table, string isOld, DateTimeOffset before, CancellationToken cancellationToken)
    {
        for (var removed = 0L; ;)
        {
            run.StopRequested.ThrowIfCancellationRequested();
            // Constants and placeholders only.
#pragma warning disable CA2100
            await using var command = dataSource.CreateCommand(
                $"DELETE FROM {table} WHERE ctid = ANY (ARRAY(SELECT ctid FROM {table} old WHERE {isOld} LIMIT {RowsAtOnce}))");
#pragma warning restore CA2100
            command.Parameters.Add(new() { Value = before });
            var rows = await command.ExecuteNonQueryAsync(cancellationToken);
            if (rows == 0)
                return removed;
            run.Source(table).Add(fetched: rows, updated: rows);
            removed += rows;
        }
    }
}

internal static class MaintenanceServices
{
    /// <summary>Adds the job that keeps history bounded.</summary>
    public static IHostApplicationBuilder AddMaintenance(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<RetentionOptions>().BindConfiguration(RetentionOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<IJob, MaintenanceJob>();
        return builder;
    }
}
