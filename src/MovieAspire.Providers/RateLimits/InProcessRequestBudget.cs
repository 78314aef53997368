namespace MovieAspire.Providers.RateLimits;

/// <summary>Counts in this process alone, from 0 after each start and each midnight UTC.</summary>
internal sealed class InProcessRequestBudget(TimeProvider time) : IRequestBudget
{
    private readonly Lock gate = new();
    private readonly Dictionary<Provider, (DateOnly Day, int Used)> usage = [];

    public ValueTask<BudgetAnswer> TrySpendAsync(Provider provider, int? dailyBudget, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var used = UsedToday(provider);
            if (used >= dailyBudget)
                return new(new BudgetAnswer(NextMidnight));

            usage[provider] = (Today, used + 1);
            return new(new BudgetAnswer(null));
        }
    }

    public ValueTask<DateTimeOffset> ReportSpentAsync(Provider provider, CancellationToken cancellationToken)
    {
        lock (gate)
            usage[provider] = (Today, int.MaxValue);
        return new(NextMidnight);
    }

    public ValueTask ReportAnsweredAsync(Provider provider, CancellationToken cancellationToken) => default;

    public void CountRefused(Provider provider)
    {
        // Nobody asks this process for its statistics.
    }

    public void CountCached(Provider provider)
    {
        // As above.
    }

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    private DateTimeOffset NextMidnight => new(Today.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);

    private int UsedToday(Provider provider) =>
        usage.TryGetValue(provider, out var entry) && entry.Day == Today ? entry.Used : 0;
}
