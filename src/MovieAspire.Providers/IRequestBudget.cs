namespace MovieAspire.Providers;

/// <summary>Counts requests against a provider's daily budget. The default counts in this process;
/// register another one before AddProviders to share the count between workers.</summary>
public interface IRequestBudget
{
    /// <summary>Takes one request out of today's (UTC) budget; false when none is left. Called before every
    /// attempt, retries included.</summary>
    /// <param name="provider">Whose budget.</param>
    /// <param name="dailyBudget">Requests per UTC day; null means no limit, and the call only counts.</param>
    /// <param name="cancellationToken">Ends the wait for an answer.</param>
    ValueTask<bool> TrySpendAsync(Provider provider, int? dailyBudget, CancellationToken cancellationToken);

    /// <summary>The provider itself says that its budget is spent.</summary>
    ValueTask ReportSpentAsync(Provider provider, CancellationToken cancellationToken);
}
