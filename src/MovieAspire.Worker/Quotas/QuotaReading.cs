namespace MovieAspire.Worker.Quotas;

/// <summary>A provider's use today (UTC), as /pipeline/quotas shows it.</summary>
/// <param name="Provider">"tmdb" or "omdb".</param>
/// <param name="Limit">Requests a day; null without a daily limit.</param>
/// <param name="UsedToday">Requests sent or reserved.</param>
/// <param name="Refused">Requests that the provider refused.</param>
/// <param name="Cached">Answers from our cache instead of a request.</param>
/// <param name="ResetsAt">The next UTC midnight.</param>
/// <param name="ExhaustedAt">Since when the provider says that its budget is spent.</param>
/// <param name="NextProbeAt">When it is asked again.</param>
internal sealed record QuotaReading(
    string Provider,
    long? Limit,
    long UsedToday,
    long Refused,
    long Cached,
    DateTimeOffset ResetsAt,
    DateTimeOffset? ExhaustedAt,
    DateTimeOffset? NextProbeAt)
{
    public long? Remaining => Limit is { } limit ? Math.Max(limit - UsedToday, 0) : null;
}
