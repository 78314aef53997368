namespace MovieAspire.Worker.Quotas;

/// <summary>Statistics of one provider since they were last written. Safe for many threads.</summary>
internal sealed class QuotaCounts
{
    private long _used;
    private long _refused;
    private long _cached;

    public void Add(long used = 0, long refused = 0, long cached = 0)
    {
        if (used != 0) Interlocked.Add(ref _used, used);
        if (refused != 0) Interlocked.Add(ref _refused, refused);
        if (cached != 0) Interlocked.Add(ref _cached, cached);
    }

    /// <summary>What there is, which is zero from then on; add it again if it cannot be written.</summary>
    public (long Used, long Refused, long Cached) Take() =>
        (Interlocked.Exchange(ref _used, 0), Interlocked.Exchange(ref _refused, 0), Interlocked.Exchange(ref _cached, 0));
}
