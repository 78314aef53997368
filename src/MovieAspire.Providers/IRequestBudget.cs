namespace MovieAspire.Providers;

/// <summary>Counts requests against a provider's daily budget. The default counts in this process;
/// register another one before AddProviders to share the count between workers.</summary>
public interface IRequestBudget
{
    /// <summary>Takes one request out of today's (UTC) budget. Called before every attempt, retries included.</summary>
    /// <param name="provider">Whose budget.</param>
    /// <param name="dailyBudget">Requests per UTC day; null means no limit, and the call only counts.</param>
    /// <param name="cancellationToken">Ends the wait for an answer.</param>
    ValueTask<BudgetAnswer> TrySpendAsync(Provider provider, int? dailyBudget, CancellationToken cancellationToken);

    /// <summary>The provider itself says that its budget is spent.</summary>
    /// <returns>When it is asked again.</returns>
    ValueTask<DateTimeOffset> ReportSpentAsync(Provider provider, CancellationToken cancellationToken);

    /// <summary>The provider answered, so its budget is not spent (any more).</summary>
    ValueTask ReportAnsweredAsync(Provider provider, CancellationToken cancellationToken);

    /// <summary>The provider refused a request with 429. Must return at once.</summary>
    void CountRefused(Provider provider);

    /// <summary>The cache answered instead of the provider. Must return at once.</summary>
    void CountCached(Provider provider);
}

/// <summary>Whether a request may be sent.</summary>
/// <param name="ResumesAt">When to ask again; null when the request may be sent.</param>
public readonly record struct BudgetAnswer(DateTimeOffset? ResumesAt)
{
    /// <summary>The request may be sent, and is counted.</summary>
    public bool IsGranted => ResumesAt is null;
}
