namespace MovieAspire.ProviderEmulator.Limits;

/// <summary>At most so many requests within any second; refused ones do not count.</summary>
internal sealed class RateLimit(int requestsPerSecond, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Queue<long> admitted = new();

    public bool TryEnter()
    {
        if (requestsPerSecond == 0)
            return true;

        lock (gate)
        {
            var now = time.GetTimestamp();
            while (admitted.TryPeek(out var oldest) && now - oldest >= time.TimestampFrequency)
                admitted.Dequeue();
            if (admitted.Count >= requestsPerSecond)
                return false;
            admitted.Enqueue(now);
            return true;
        }
    }
}
