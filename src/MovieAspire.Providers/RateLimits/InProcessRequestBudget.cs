namespace MovieAspire.Providers.RateLimits;

/// <summary>Counts in this process alone, from 0 after each start and each midnight UTC.</summary>
internal sealed class InProcessRequestBudget(TimeProvider time) : IRequestBudget
{
    private readonly Lock gate = new();
    private readonly Dictionary<Provider, (DateOnly Day, int Used)> usage = [];

    public ValueTask<bool> TrySpendAsync(Provider provider, int? dailyBudget, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var used = UsedToday(provider);
            if (used >= dailyBudget)
                return new(false);

            usage[provider] = (Today, used + 1);
            return new(true);
        }
    }

    public ValueTask ReportSpentAsync(Provider provider, CancellationToken cancellationToken)
    {
        lock (gate)
            usage[provider] = (Today, int.MaxValue);
        return default;
    }

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    private int UsedToday(Provider provider) =>
        usage.TryGetValue(provider, out var entry) && entry.Day == Today ? entry.Used : 0;
}
