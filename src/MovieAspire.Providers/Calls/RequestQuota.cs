namespace MovieAspire.Providers.Calls;

/// <summary>Counts requests against a provider's quota of a day. The default counts in this process; register another one
/// before AddProviders to share the count between workers.</summary>
public interface IRequestQuota
{
    /// <summary>Takes one request out of today's (UTC) quota. Called before every attempt, retries included.</summary>
    /// <param name="provider">Whose quota.</param>
    /// <param name="perDay">Requests per UTC day; null means no limit, and the call only counts.</param>
    /// <param name="cancellationToken">Ends the wait for an answer.</param>
    /// <returns>When to ask again; null when the request may be sent, and is counted.</returns>
    ValueTask<DateTimeOffset?> TryTakeAsync(Provider provider, int? perDay, CancellationToken cancellationToken);

    /// <summary>The provider itself says that its quota is spent.</summary>
    /// <returns>When it is asked again.</returns>
    ValueTask<DateTimeOffset> ReportSpentAsync(Provider provider, CancellationToken cancellationToken);

    /// <summary>The provider answered, so its quota is not spent (any more).</summary>
    ValueTask ReportAnsweredAsync(Provider provider, CancellationToken cancellationToken);

    /// <summary>The provider refused a request with 429. Must return at once.</summary>
    void CountRefused(Provider provider)
    {
    }

    /// <summary>The cache answered instead of the provider. Must return at once.</summary>
    void CountCached(Provider provider)
    {
    }
}

/// <summary>Counts in this process alone, from 0 after each start and each midnight UTC.</summary>
internal sealed class InProcessRequestQuota(TimeProvider time) : IRequestQuota
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Provider, (DateOnly Day, int Used)> _usage = [];

    public ValueTask<DateTimeOffset?> TryTakeAsync(Provider provider, int? perDay, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var used = UsedToday(provider);
            if (used >= perDay)
                return new((DateTimeOffset?)NextMidnight);

            _usage[provider] = (Today, used + 1);
            return new((DateTimeOffset?)null);
        }
    }

    public ValueTask<DateTimeOffset> ReportSpentAsync(Provider provider, CancellationToken cancellationToken)
    {
        lock (_lock)
            _usage[provider] = (Today, int.MaxValue);
        return new(NextMidnight);
    }

    public ValueTask ReportAnsweredAsync(Provider provider, CancellationToken cancellationToken) => default;

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    private DateTimeOffset NextMidnight => new(Today.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);

    private int UsedToday(Provider provider) =>
        _usage.TryGetValue(provider, out var entry) && entry.Day == Today ? entry.Used : 0;
}
