namespace MovieAspire.Redis.Caching;

/// <summary>Runs one computation per key at a time; whoever asks meanwhile gets the same result.</summary>
internal sealed class SingleFlight
{
    private readonly Dictionary<string, Flight> _flights = [];

    /// <summary>
    /// The result of the computation under way for that key, or of a new one. It is cancelled only when
    /// every caller has left; its error is every caller's error.
    /// </summary>
    public async Task<T?> RunAsync<T>(
        string key, Func<CancellationToken, Task<T?>> compute, CancellationToken cancellationToken) where T : class
    {
        Flight? flight;
        lock (_flights)
        {
            if (!_flights.TryGetValue(key, out flight))
                _flights[key] = flight = new Flight(async token => await compute(token));
            flight.Callers++;
        }

        try
        {
            return (T?)await flight.Result.WaitAsync(cancellationToken);
        }
        finally
        {
            Leave(key, flight);
        }
    }

    // The last one to leave takes the flight away, so that a later caller starts anew.
    private void Leave(string key, Flight flight)
    {
        lock (_flights)
        {
            if (--flight.Callers > 0)
                return;
            _flights.Remove(key);
        }

        flight.Dispose();
    }

    private sealed class Flight : IDisposable
    {
        private readonly CancellationTokenSource _abandoned = new();
        private readonly Lazy<Task<object?>> _result;

        public Flight(Func<CancellationToken, Task<object?>> compute) => _result = new(() => compute(_abandoned.Token));

        public int Callers { get; set; }

        public Task<object?> Result => _result.Value;

        public void Dispose()
        {
            if (!_result.Value.IsCompleted)
                _abandoned.Cancel();
            _abandoned.Dispose();
        }
    }
}
