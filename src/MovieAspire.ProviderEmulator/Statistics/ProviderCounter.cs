namespace MovieAspire.ProviderEmulator.Statistics;

/// <summary>Counts the requests to one provider.</summary>
internal sealed class ProviderCounter(TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Queue<long> lastSecond = new();
    private long requests;
    private long tooMany;
    private long faults;
    private int concurrent;
    private int maxConcurrent;
    private int maxPerSecond;
    private DateTimeOffset? firstAt;
    private DateTimeOffset? lastAt;

    /// <summary>Counts an arrival; returns how many are in progress, this one included.</summary>
    public int Arrive()
    {
        lock (gate)
        {
            var now = time.GetTimestamp();
            while (lastSecond.TryPeek(out var oldest) && now - oldest >= time.TimestampFrequency)
                lastSecond.Dequeue();
            lastSecond.Enqueue(now);
            requests++;
            lastAt = time.GetUtcNow();
            firstAt ??= lastAt;
            maxPerSecond = Math.Max(maxPerSecond, lastSecond.Count);
            maxConcurrent = Math.Max(maxConcurrent, ++concurrent);
            return concurrent;
        }
    }

    public void Leave(int status)
    {
        lock (gate)
        {
            concurrent--;
            tooMany += status == StatusCodes.Status429TooManyRequests ? 1 : 0;
        }
    }

    public void Fault() => Interlocked.Increment(ref faults);

    public ProviderStatistics Snapshot()
    {
        lock (gate)
            return new(requests, maxPerSecond, maxConcurrent, tooMany, Interlocked.Read(ref faults), firstAt, lastAt);
    }
}
