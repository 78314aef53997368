using MovieAspire.Data.Bulk;
using MovieAspire.Data.Pipeline;

namespace MovieAspire.Worker.Runs;

/// <summary>Counts what one source of a run brings. Safe for many threads.</summary>
internal sealed class SourceCounters(RunSource start)
{
    private readonly Lock _lock = new();
    private string? _error;
    private bool _hasFailed;

    /// <summary>Whether the source as a whole failed.</summary>
    public bool HasFailed
    {
        get
        {
            lock (_lock)
                return _hasFailed;
        }
    }

    /// <summary>Whether the source waits for a later run.</summary>
    public bool IsParked
    {
        get
        {
            lock (_lock)
                return _error is not null && !_hasFailed;
        }
    }

    /// <summary>Whether rows were inserted or updated.</summary>
    public bool HasWritten
    {
        get
        {
            lock (_lock)
                return start.Inserted + start.Updated > 0;
        }
    }

    public void Add(
        long fetched = 0, long inserted = 0, long updated = 0, long unchanged = 0, long failed = 0, long requests = 0,
        long frozen = 0, long thawed = 0)
    {
        lock (_lock)
        {
            start.Fetched += fetched;
            start.Inserted += inserted;
            start.Updated += updated;
            start.Unchanged += unchanged;
            start.Failed += failed;
            start.Requests += requests;
            start.Frozen += frozen;
            start.Thawed += thawed;
        }
    }

    public void Add(BulkCounts counts) =>
        Add(inserted: counts.Inserted, updated: counts.Updated, unchanged: counts.Unchanged);

    /// <summary>The source as a whole failed; the run can be partial at best. Null takes it back.</summary>
    public void SetError(string? error)
    {
        lock (_lock)
            (_error, _hasFailed) = (error, error is not null);
    }

    /// <summary>The source waits for a later run, which is no failure; it says for what where its error would be.</summary>
    public void Park(string reason)
    {
        lock (_lock)
            (_error, _hasFailed) = (reason, false);
    }

    public RunSource Snapshot()
    {
        lock (_lock)
        {
            return new()
            {
                RunId = start.RunId, Source = start.Source, Fetched = start.Fetched, Inserted = start.Inserted,
                Updated = start.Updated, Unchanged = start.Unchanged, Failed = start.Failed,
                Requests = start.Requests, Frozen = start.Frozen, Thawed = start.Thawed, Error = _error,
            };
        }
    }
}
