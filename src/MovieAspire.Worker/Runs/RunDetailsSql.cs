using MovieAspire.Data;
using Npgsql;

namespace MovieAspire.Worker.Runs;

/// <summary>Set-based writes of a run's counters and errors.</summary>
internal static class RunDetailsSql
{
    public static NpgsqlBatchCommand Sources(Guid run, IReadOnlyCollection<RunSource> sources) => new("""
        INSERT INTO pipeline.run_sources AS s
            (run_id, source, fetched, inserted, updated, unchanged, failed, requests, error)
        SELECT $1, * FROM unnest($2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (run_id, source) DO UPDATE
        SET fetched = EXCLUDED.fetched, inserted = EXCLUDED.inserted, updated = EXCLUDED.updated,
            unchanged = EXCLUDED.unchanged, failed = EXCLUDED.failed, requests = EXCLUDED.requests, error = EXCLUDED.error
        WHERE (s.fetched, s.inserted, s.updated, s.unchanged, s.failed, s.requests, s.error) IS DISTINCT FROM
              (EXCLUDED.fetched, EXCLUDED.inserted, EXCLUDED.updated, EXCLUDED.unchanged, EXCLUDED.failed,
               EXCLUDED.requests, EXCLUDED.error)
        """)
    {
        Parameters =
        {
            new() { Value = run },
            Array(sources, s => s.Source), Array(sources, s => s.Fetched), Array(sources, s => s.Inserted),
            Array(sources, s => s.Updated), Array(sources, s => s.Unchanged), Array(sources, s => s.Failed),
            Array(sources, s => s.Requests), Array(sources, s => s.Error),
        },
    };

    public static NpgsqlBatchCommand Errors(Guid run, IReadOnlyCollection<RunError> errors) => new("""
        INSERT INTO pipeline.run_errors (run_id, source, item, cause, message, occurred_at)
        SELECT $1, * FROM unnest($2, $3, $4, $5, $6)
        """)
    {
        Parameters =
        {
            new() { Value = run },
            Array(errors, e => e.Source), Array(errors, e => e.Item), Array(errors, e => e.Cause),
            Array(errors, e => e.Message), Array(errors, e => e.OccurredAt),
        },
    };

    private static NpgsqlParameter<TValue[]> Array<T, TValue>(IEnumerable<T> rows, Func<T, TValue> value) =>
        new() { TypedValue = [.. rows.Select(value)] };
}
