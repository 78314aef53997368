using System.Collections.Concurrent;

namespace MovieAspire.ProviderEmulator.Statistics;

/// <summary>Counts what the emulator gets, so that a test can say how a client behaved.</summary>
public sealed class RequestStatistics
{
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, long> _endpoints = new();
    private readonly ConcurrentDictionary<int, int> _movies = new();
    private ProviderCounter _tmdb;
    private ProviderCounter _omdb;

    internal RequestStatistics(TimeProvider time)
    {
        _time = time;
        _tmdb = new(time);
        _omdb = new(time);
    }

    internal ProviderCounter Tmdb => Volatile.Read(ref _tmdb);

    internal ProviderCounter Omdb => Volatile.Read(ref _omdb);

    internal void Endpoint(string name) => _endpoints.AddOrUpdate(name, 1, (_, count) => count + 1);

    internal void MovieFetched(int id) => _movies.AddOrUpdate(id, 1, (_, count) => count + 1);

    /// <summary>Everything counted since the start or the last reset.</summary>
    public StatisticsSnapshot Snapshot() => new(
        Tmdb.Snapshot(), Omdb.Snapshot(), new SortedDictionary<string, long>(_endpoints), new SortedDictionary<int, int>(_movies));

    /// <summary>Starts from 0.</summary>
    public void Reset()
    {
        Volatile.Write(ref _tmdb, new(_time));
        Volatile.Write(ref _omdb, new(_time));
        _endpoints.Clear();
        _movies.Clear();
    }
}

/// <summary>Counts of the whole emulator.</summary>
/// <param name="Tmdb">Requests to TMDB; the id export does not count.</param>
/// <param name="Omdb">Requests to OMDb.</param>
/// <param name="Endpoints">Requests by route, for example "/3/movie/{id}".</param>
/// <param name="MovieFetches">How often the details of a movie were asked for, by its id.</param>
public sealed record StatisticsSnapshot(
    ProviderStatistics Tmdb, ProviderStatistics Omdb, IReadOnlyDictionary<string, long> Endpoints,
    IReadOnlyDictionary<int, int> MovieFetches);

/// <summary>Counts of one provider.</summary>
/// <param name="Requests">All that came in, refused ones included.</param>
/// <param name="MaxPerSecond">The most that came within any second.</param>
/// <param name="MaxConcurrent">The most at the same time.</param>
/// <param name="TooManyRequests">Answers 429, those of a fault included.</param>
/// <param name="Faults">Requests that a fault hit.</param>
/// <param name="FirstAt">When the first came.</param>
/// <param name="LastAt">When the last came.</param>
public sealed record ProviderStatistics(
    long Requests, int MaxPerSecond, int MaxConcurrent, long TooManyRequests, long Faults,
    DateTimeOffset? FirstAt, DateTimeOffset? LastAt);

/// <summary>Counts the requests to one provider.</summary>
internal sealed class ProviderCounter(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Queue<long> _lastSecond = new();
    private long _requests;
    private long _tooMany;
    private long _faults;
    private int _concurrent;
    private int _maxConcurrent;
    private int _maxPerSecond;
    private DateTimeOffset? _firstAt;
    private DateTimeOffset? _lastAt;

    /// <summary>Counts an arrival; returns how many are in progress, this one included.</summary>
    public int Arrive()
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            while (_lastSecond.TryPeek(out var oldest) && now - oldest >= time.TimestampFrequency)
                _lastSecond.Dequeue();
            _lastSecond.Enqueue(now);
            _requests++;
            _lastAt = time.GetUtcNow();
            _firstAt ??= _lastAt;
            _maxPerSecond = Math.Max(_maxPerSecond, _lastSecond.Count);
            _maxConcurrent = Math.Max(_maxConcurrent, ++_concurrent);
            return _concurrent;
        }
    }

    public void Leave(int status)
    {
        lock (_gate)
        {
            _concurrent--;
            _tooMany += status == StatusCodes.Status429TooManyRequests ? 1 : 0;
        }
    }

    public void Fault() => Interlocked.Increment(ref _faults);

    public ProviderStatistics Snapshot()
    {
        lock (_gate)
            return new(_requests, _maxPerSecond, _maxConcurrent, _tooMany, Interlocked.Read(ref _faults), _firstAt, _lastAt);
    }
}
