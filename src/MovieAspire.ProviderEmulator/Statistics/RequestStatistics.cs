using System.Collections.Concurrent;

namespace MovieAspire.ProviderEmulator.Statistics;

/// <summary>Counts what the emulator gets, so that a test can say how a client behaved.</summary>
public sealed class RequestStatistics
{
    private readonly TimeProvider time;
    private readonly ConcurrentDictionary<string, long> endpoints = new();
    private readonly ConcurrentDictionary<int, int> movies = new();
    private ProviderCounter tmdb;
    private ProviderCounter omdb;

    internal RequestStatistics(TimeProvider time)
    {
        this.time = time;
        tmdb = new(time);
        omdb = new(time);
    }

    internal ProviderCounter Tmdb => Volatile.Read(ref tmdb);

    internal ProviderCounter Omdb => Volatile.Read(ref omdb);

    internal void Endpoint(string name) => endpoints.AddOrUpdate(name, 1, (_, count) => count + 1);

    internal void MovieFetched(int id) => movies.AddOrUpdate(id, 1, (_, count) => count + 1);

    /// <summary>Everything counted since the start or the last reset.</summary>
    public StatisticsSnapshot Snapshot() => new(
        Tmdb.Snapshot(), Omdb.Snapshot(), new SortedDictionary<string, long>(endpoints), new SortedDictionary<int, int>(movies));

    /// <summary>Starts from 0.</summary>
    public void Reset()
    {
        Volatile.Write(ref tmdb, new(time));
        Volatile.Write(ref omdb, new(time));
        endpoints.Clear();
        movies.Clear();
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
