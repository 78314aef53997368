using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace MovieAspire.Lake.Bronze;

/// <summary>
/// Keeps the raw bodies of one run. Fetchers only put them into a bounded queue; one background task compresses and
/// writes, a file per provider at a time. When writing fails (disk full, no permission), the bodies are counted as lost,
/// the failure is logged and shown by <see cref="Summary"/>, and writing is tried again after a pause; the run goes on.
/// </summary>
public sealed partial class BronzeWriter : IAsyncDisposable
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, BronzeFile> _open = [];
    private readonly Channel<(BronzeBody? Body, TaskCompletionSource? Published)> _queue;
    private readonly string _lake;
    private readonly BronzeOptions _options;
    private readonly Guid _runId;
    private readonly TimeProvider _time;
    private readonly ILogger<BronzeWriter> _logger;
    private readonly Task _pump;
    private DateTimeOffset _pausedUntil;

    internal BronzeWriter(string lake, BronzeOptions options, Guid runId, TimeProvider time, ILogger<BronzeWriter> logger)
    {
        (_lake, _options, _runId, _time, _logger) = (lake, options, runId, time, logger);
        _queue = Channel.CreateBounded<(BronzeBody?, TaskCompletionSource?)>(new BoundedChannelOptions(options.BronzeQueue) { SingleReader = true });
        _pump = Task.Run(PumpAsync);
    }

    /// <summary>Whole after <see cref="CompleteAsync"/>; before that, how far it is.</summary>
    public BronzeSummary Summary { get; private set; } = new(0, 0, 0, null);

    /// <summary>Hands a body over; waits only while the queue is full.</summary>
    public ValueTask WriteAsync(BronzeBody body, CancellationToken cancellationToken) =>
        _queue.Writer.WriteAsync((body, null), cancellationToken);

    /// <summary>Publishes what was handed over so far, for a run that goes on to read it.</summary>
    /// <exception cref="ChannelClosedException">The writer is complete or broke.</exception>
    public async Task PublishAsync(CancellationToken cancellationToken)
    {
        var published = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _queue.Writer.WriteAsync((null, published), cancellationToken);
        // A pump that broke sets no result.
        await Task.WhenAny(published.Task, _pump).WaitAsync(cancellationToken);
    }

    /// <summary>Writes what is queued and publishes the files; at the end of the run, whatever its outcome.</summary>
    public async Task<BronzeSummary> CompleteAsync()
    {
        _queue.Writer.TryComplete();
        await _pump;
        return Summary;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await CompleteAsync();

    private async Task PumpAsync()
    {
        try
        {
            await foreach (var (body, published) in _queue.Reader.ReadAllAsync())
            {
                if (body is not null)
                    Store(body);
                else
                    PublishAll();
                published?.SetResult();
            }

            PublishAll();
        }
        catch (Exception exception)
        {
            // A bug: fetchers must hear of it instead of waiting for ever at a full queue.
            _queue.Writer.TryComplete(exception);
            throw;
        }
    }

    private void PublishAll()
    {
        foreach (var provider in _open.Keys.ToArray())
            Guarded(provider, lost: 0, () => Publish(provider));
    }

    private void Store(BronzeBody body)
    {
        if (_time.GetUtcNow() < _pausedUntil)
            Summary = Summary with { Lost = Summary.Lost + 1 };
        else
            Guarded(body.Provider, lost: 1, () => Append(body));
    }

    private void Append(BronzeBody body)
    {
        if (_open.TryGetValue(body.Provider, out var file) && IsFull(file, body))
            Publish(body.Provider);
        if (!_open.TryGetValue(body.Provider, out file))
        {
            var day = DayOf(body.IngestedAt);
            var folder = BronzeLayout.Partition(_lake, body.Provider, day);
            _open[body.Provider] = file = BronzeFile.Create(folder, day, _time.GetUtcNow(), _runId);
        }

        file.Write(_runId, body);
    }

    // Each partition holds the bodies of its day alone.
    private bool IsFull(BronzeFile file, BronzeBody next) =>
        file.Bytes >= _options.BronzeFileBytes
        || _time.GetUtcNow() - file.OpenedAt >= _options.BronzeFileAge
        || file.Day != DayOf(next.IngestedAt);

    private void Publish(string provider)
    {
        var file = _open[provider];
        file.Publish();
        _open.Remove(provider);
        Summary = Summary with { Written = Summary.Written + file.Bodies, Files = Summary.Files + 1 };
    }

    private void Guarded(string provider, long lost, Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            if (_open.Remove(provider, out var broken))
                lost += broken.Bodies;
            TryAbandon(broken);
            _pausedUntil = _time.GetUtcNow() + PauseAfterFailure;
            Summary = Summary with { Lost = Summary.Lost + lost, Error = exception.Message };
            LogFailed(exception, _runId, provider, lost);
        }
    }

    private void TryAbandon(BronzeFile? broken)
    {
        try
        {
            broken?.Abandon();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next start removes it; the failure that led here is the one that counts.
            LogLeftBehind(exception, _runId);
        }
    }

    private static DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime);

    [LoggerMessage(LogLevel.Error, "Run {RunId}: raw bodies of {Provider} cannot be written; {Lost} are lost")]
    private partial void LogFailed(Exception exception, Guid runId, string provider, long lost);

    [LoggerMessage(LogLevel.Warning, "Run {RunId}: an unfinished bronze file stays until the next start")]
    private partial void LogLeftBehind(Exception exception, Guid runId);
}

/// <summary>
/// What became of a run's raw bodies. The run records it as its source "bronze" (pipeline.run_sources: inserted, failed,
/// error): a full disk costs raw bodies, never movies.
/// </summary>
/// <param name="Written">Bodies in published files.</param>
/// <param name="Lost">Bodies that could not be written.</param>
/// <param name="Files">Published files.</param>
/// <param name="Error">The last failure; null when there was none.</param>
public sealed record BronzeSummary(long Written, long Lost, int Files, string? Error);
