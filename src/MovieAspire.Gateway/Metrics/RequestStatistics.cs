using System.Collections.Concurrent;

namespace MovieAspire.Gateway.Metrics;

/// <summary>Requests of this process by operation and status, with their durations.</summary>
internal sealed class RequestStatistics(TimeProvider time)
{
    private readonly ConcurrentDictionary<(string Method, string Route), Operation> _operations = new();

    internal LatencyHistogram Overall { get; } = new();

    internal DateTimeOffset Since { get; } = time.GetUtcNow();

    internal IReadOnlyList<Operation> Operations =>
        [.. _operations.Values.OrderBy(operation => operation.Name, StringComparer.Ordinal)];

    /// <param name="method">The HTTP method.</param>
    /// <param name="route">The route's pattern; never a path, of which there are endlessly many.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="duration">Until the answer was written; null where that says nothing.</param>
    internal void Add(string method, string route, int status, TimeSpan? duration)
    {
        var operation = _operations.GetOrAdd((method, route), key => new(key.Method, key.Route));
        operation.Count(status);
        if (duration is not { } known)
            return;

        operation.Latency.Add(known);
        Overall.Add(known);
    }

    internal sealed class Operation(string method, string route)
    {
        private readonly ConcurrentDictionary<int, Counter> _statuses = new();

        internal string Method => method;

        internal string Route => route;

        internal string Name { get; } = $"{method} {route}";

        internal LatencyHistogram Latency { get; } = new();

        internal long Requests => Statuses.Sum(status => status.Count);

        internal IEnumerable<(int Status, long Count)> Statuses =>
            _statuses.OrderBy(status => status.Key).Select(status => (status.Key, Interlocked.Read(ref status.Value.Count)));

        internal void Count(int status) => Interlocked.Increment(ref _statuses.GetOrAdd(status, _ => new()).Count);

        private sealed class Counter
        {
            internal long Count;
        }
    }
}
