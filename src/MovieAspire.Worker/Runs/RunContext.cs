using System.Collections.Concurrent;
using System.Text.Json;
using MovieAspire.Data.Pipeline;
using MovieAspire.Providers.Calls;

namespace MovieAspire.Worker.Runs;

/// <summary>
/// What a job knows and reports about the run that executes it. Everything may be called from many
/// threads. Reports are collected here and written by the run's heartbeat, or with the cursor.
/// </summary>
internal sealed partial class RunContext : IProviderObserver, IDisposable
{
    // More failures than so in one execution are an outage, which its first lines show; all are in run_errors.
    private const int LoggedErrors = 100;

    // The part of the cursor that outlives an execution which gave the run back.
    private const string ChangedPart = "changed";

    private readonly ConcurrentDictionary<string, SourceCounters> _sources = new();
    private readonly SemaphoreSlim _saving = new(1, 1);
    private readonly TimeProvider _time;
    private readonly RunReport _report;
    private readonly RunLease _lease;
    private readonly IReadOnlyList<IRunRecording> _recordings;
    private readonly HashSet<string> _recorders;
    private readonly ILogger _logger;
    private readonly Dictionary<string, JsonElement> _cursor;
    private bool _isCursorNew;
    private volatile bool _isMarkedChanged;

    /// <param name="run">The run.</param>
    /// <param name="lease">Writes what is reported.</param>
    /// <param name="saved">What earlier executions saved.</param>
    /// <param name="recordings">Get every answer of a provider.</param>
    /// <param name="recorders">Sources that are not about what readers see.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Gets the errors of items.</param>
    /// <param name="stopRequested">See <see cref="StopRequested"/>.</param>
    public RunContext(
        ClaimedRun run, RunLease lease, SavedCounts saved, IReadOnlyList<IRunRecording> recordings,
        IEnumerable<string> recorders, TimeProvider time, ILogger logger, CancellationToken stopRequested)
    {
        (Run, _lease, _recordings, _time, _logger) = (run, lease, recordings, time, logger);
        _cursor = run.Cursor is { } cursor ? JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(cursor)! : [];
        _recorders = [.. recorders];
        StopRequested = stopRequested;
        _report = new(time, saved.MoviesProcessed);
        _isMarkedChanged = _cursor.ContainsKey(ChangedPart);
        // A take-over goes on counting where its predecessor saved, but judges the sources anew.
        foreach (var source in saved.Sources)
            _sources[source.Source] = new(source);
        IsTakeOver = saved.Sources.Count > 0;
    }

    public ClaimedRun Run { get; }

    /// <summary>Whether somebody waits for the run: its calls go before those of other runs.</summary>
    public bool IsAwaited { get; init; }

    /// <summary>Whether an earlier execution of the run has counted something.</summary>
    public bool IsTakeOver { get; }

    /// <summary>Cancel, shutdown or a lost lease: begin nothing new, finish what is in flight, and throw.</summary>
    public CancellationToken StopRequested { get; }

    /// <summary>Whether an item or a source failed. What could not be recorded costs raw bodies, never movies.</summary>
    public bool HasErrors => _report.ErrorCount > 0 || Visible().Any(source => source.HasFailed);

    /// <summary>
    /// What is not as it should be, for people: the sources that failed or wait, and how many items failed. Null when nothing is.
    /// </summary>
    public string? Shortcomings()
    {
        var reasons = _sources.Values.Select(source => source.Snapshot()).Where(source => source.Error is not null)
            .OrderBy(source => source.Source, StringComparer.Ordinal).Select(source => $"{source.Source}: {source.Error}").ToList();
        if (_report.Failures() is { } failures)
            reasons.Add(failures);
        return reasons.Count > 0 ? string.Join("; ", reasons) : null;
    }

    /// <summary>Movies that were written or confirmed so far.</summary>
    public long MoviesProcessed => _report.MoviesProcessed;

    /// <summary>
    /// Whether the run changed anything that readers can see: rows that a source wrote, or what <see cref="MarkChanged"/>
    /// says, also before the run was given back. What a predecessor that failed or died changed and did not live to report, nobody
    /// can tell.
    /// </summary>
    public bool HasChanges => _isMarkedChanged || (IsTakeOver && Run.Attempt > 1) || Visible().Any(source => source.HasWritten);

    /// <summary>Something changed for readers that no counter shows as written.</summary>
    public void MarkChanged()
    {
        _isMarkedChanged = true;
        SetCursor(ChangedPart, true);
    }

    /// <summary>A counter by its name, for example "popular".</summary>
    public SourceCounters Source(string name) =>
        _sources.GetOrAdd(name, source => new(new() { RunId = Run.Id, Source = source }));

    /// <summary>Whether a source brought something new.</summary>
    public bool HasInserted(string source) => _sources.TryGetValue(source, out var counters) && counters.Snapshot().Inserted > 0;

    /// <summary>Begins a phase: what happens, and of how many items; 0 when unknown.</summary>
    public void BeginPhase(string message, long total) => _report.BeginPhase(message, total);

    /// <summary>Items of this phase are done.</summary>
    public void Advance(long items, string currentItem) => _report.Advance(items, currentItem);

    /// <summary>Says something else about the present phase.</summary>
    public void Say(string message) => _report.Say(message);

    /// <summary>Movies that were written or confirmed; one that a list named and whose details came later counts once.</summary>
    public void CountMovies(IEnumerable<int> ids) => _report.CountMovies(ids);

    /// <summary>Movies that nothing else in the run comes back to.</summary>
    public void CountMovies(long movies) => _report.CountMovies(movies);

    /// <summary>Movies that an earlier execution counted: they count no more.</summary>
    public void RememberMovies(IEnumerable<int> ids) => _report.RememberMovies(ids);

    /// <summary>An item failed; the run goes on.</summary>
    /// <param name="source">The source that counts it as failed.</param>
    /// <param name="item">For example a movie id.</param>
    /// <param name="cause">network, rate_limit, not_found, bad_body or database.</param>
    /// <param name="message">What happened.</param>
    /// <param name="isCounted">Whether the item is among the fetched ones already.</param>
    public void RecordError(string source, string item, string cause, string message, bool isCounted = false)
    {
        Source(source).Add(fetched: isCounted ? 0 : 1, failed: 1);
        var count = _report.Add(new RunError
        {
            RunId = Run.Id, Source = source, Item = item, Cause = cause, Message = message, OccurredAt = _time.GetUtcNow(),
        });
        if (count <= LoggedErrors)
            LogItem(Run.Job, Run.Id, source, item, cause, message);
    }

    /// <summary>Brings what was kept of the providers' answers to where others read it.</summary>
    public async Task PublishRecordingsAsync(CancellationToken cancellationToken)
    {
        foreach (var recording in _recordings)
            await recording.PublishAsync(cancellationToken);
    }

    /// <summary>Where an earlier execution stopped in a part of the job, or null.</summary>
    public T? LoadCursor<T>(string part) where T : class
    {
        lock (_cursor)
            return _cursor.TryGetValue(part, out var cursor) ? cursor.Deserialize<T>() : null;
    }

    /// <summary>Saves where a part of the job stands, together with everything reported so far.</summary>
    public async Task SaveCursorAsync<T>(string part, T position, CancellationToken cancellationToken)
    {
        SetCursor(part, position);
        await SaveAsync(cancellationToken);
    }

    /// <summary>Writes what was reported since the last time, if anything was.</summary>
    public Task FlushAsync(CancellationToken cancellationToken) =>
        _report.HasNews() ? SaveAsync(cancellationToken) : Task.CompletedTask;

    public void Dispose() => _saving.Dispose();

    void IProviderObserver.Waiting(ProviderWait wait)
    {
        // Shorter waits are the normal pace of a limit and would only flicker.
        if (wait.ResumesAt is not null || wait.Delay >= TimeSpan.FromSeconds(1))
            _report.Add(wait);
    }

    async ValueTask IProviderObserver.FetchedAsync(RawBody body, CancellationToken cancellationToken)
    {
        foreach (var recording in _recordings)
            await recording.KeepAsync(body, cancellationToken);
    }

    private IEnumerable<SourceCounters> Visible() =>
        _sources.Where(source => !_recorders.Contains(source.Key)).Select(source => source.Value);

    private void SetCursor<T>(string part, T position)
    {
        lock (_cursor)
            (_cursor[part], _isCursorNew) = (JsonSerializer.SerializeToElement(position), true);
    }

    private string? TakeCursor()
    {
        lock (_cursor)
        {
            var cursor = _isCursorNew ? JsonSerializer.Serialize(_cursor) : null;
            _isCursorNew = false;
            return cursor;
        }
    }

    /// <summary>Writes everything that was reported, also what changed nothing but a counter or a source's error.</summary>
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        // One at a time, else an older snapshot of the counters could overwrite a newer one.
        await _saving.WaitAsync(cancellationToken);
        try
        {
            var (progress, movies, errors) = _report.Take();
            var cursor = TakeCursor();
            try
            {
                var sources = _sources.Values.Select(source => source.Snapshot()).ToList();
                await _lease.SaveAsync(new(progress, movies, sources, errors, cursor), cancellationToken);
            }
            catch
            {
                _report.PutBack(errors);
                lock (_cursor)
                    _isCursorNew |= cursor is not null;
                throw;
            }
        }
        finally
        {
            _saving.Release();
        }
    }

    [LoggerMessage(LogLevel.Warning, "Run {RunId} of {Job}: {Source} {Item} failed ({Cause}): {Reason}")]
    private partial void LogItem(string job, Guid runId, string source, string item, string cause, string reason);
}
