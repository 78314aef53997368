namespace MovieAspire.Worker.Quotas;

/// <summary>Whether a request may be sent.</summary>
internal enum QuotaAnswer
{
    /// <summary>Yes, and it is counted.</summary>
    Granted,

    /// <summary>Yes: the hourly probe of an exhausted provider. Report how it went.</summary>
    Probe,

    /// <summary>No: our budget of the day is spent.</summary>
    Spent,

    /// <summary>No: the provider said that its budget is spent, and the next probe is not due.</summary>
    Exhausted,
}

/// <summary>The answer to a taker.</summary>
/// <param name="Answer">Whether the request may be sent, and why not.</param>
/// <param name="RetryAt">When to ask again, where the answer is no.</param>
internal readonly record struct QuotaGrant(QuotaAnswer Answer, DateTimeOffset? RetryAt = null)
{
    public bool IsGranted => Answer is QuotaAnswer.Granted or QuotaAnswer.Probe;
}
