using System.Globalization;
using MovieAspire.Data.Pipeline;
using MovieAspire.Providers.Calls;

namespace MovieAspire.Worker.Runs;

/// <summary>What a run reported and nobody has written yet: where it is, its movies, its errors, what it waits for. Thread-safe.</summary>
/// <param name="time">The clock.</param>
/// <param name="moviesProcessed">Those that earlier executions counted.</param>
internal sealed class RunReport(TimeProvider time, long moviesProcessed)
{
    private readonly Lock _lock = new();
    private readonly RunWaits _waits = new();

    // 20 bytes a movie.
    private readonly HashSet<int> _movies = [];
    private RunProgress _progress = new(0, 0, "", "", "", time.GetUtcNow());
    private List<RunError> _errors = [];
    private long _moviesProcessed = moviesProcessed;
    private long _errorCount;
    private bool _hasNews;

    /// <summary>Movies that were written or confirmed so far.</summary>
    public long MoviesProcessed
    {
        get
        {
            lock (_lock)
                return _moviesProcessed;
        }
    }

    /// <summary>Items that failed in this execution.</summary>
    public long ErrorCount => Interlocked.Read(ref _errorCount);

    /// <summary>"3 items failed"; null when none did.</summary>
    public string? Failures() => ErrorCount is > 0 and var errors
        ? string.Create(CultureInfo.InvariantCulture, $"{errors} item{(errors == 1 ? "" : "s")} failed")
        : null;

    /// <summary>Whether there is something to write.</summary>
    public bool HasNews()
    {
        lock (_lock)
            return _hasNews || _waits.HasEnded(time.GetUtcNow());
    }

    public void BeginPhase(string message, long total)
    {
        lock (_lock)
            (_progress, _hasNews) = (new(0, total, message, "", "", time.GetUtcNow()), true);
    }

    public void Advance(long items, string currentItem)
    {
        lock (_lock)
            (_progress, _hasNews) = (_progress with { Done = _progress.Done + items, CurrentItem = currentItem }, true);
    }

    public void Say(string message)
    {
        lock (_lock)
            (_progress, _hasNews) = (_progress with { Message = message }, true);
    }

    public void CountMovies(IEnumerable<int> ids)
    {
        lock (_lock)
            _moviesProcessed += ids.Count(_movies.Add);
    }

    public void CountMovies(long movies)
    {
        lock (_lock)
            _moviesProcessed += movies;
    }

    public void RememberMovies(IEnumerable<int> ids)
    {
        lock (_lock)
            _movies.UnionWith(ids);
    }

    /// <returns>How many there are by now.</returns>
    public long Add(RunError error)
    {
        lock (_lock)
        {
            _errors.Add(error);
            _hasNews = true;
        }

        return Interlocked.Increment(ref _errorCount);
    }

    public void Add(ProviderWait wait)
    {
        lock (_lock)
        {
            _waits.Add(wait, time.GetUtcNow());
            _hasNews = true;
        }
    }

    /// <summary>Takes what is to be written.</summary>
    public (RunProgress Progress, long MoviesProcessed, List<RunError> Errors) Take()
    {
        lock (_lock)
        {
            var taken = (_progress with { Waiting = _waits.At(time.GetUtcNow()) }, _moviesProcessed, _errors);
            // What waits is taken back when it is over, even if nothing else happens.
            (_errors, _hasNews) = ([], false);
            return taken;
        }
    }

    /// <summary>It could not be written.</summary>
    public void PutBack(List<RunError> errors)
    {
        lock (_lock)
            (_errors, _hasNews) = ([.. errors, .. _errors], true);
    }
}
