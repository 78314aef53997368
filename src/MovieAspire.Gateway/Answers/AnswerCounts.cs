namespace MovieAspire.Gateway.Answers;

/// <summary>How many answers came out of the gateway's memory, since it started.</summary>
internal sealed class AnswerCounts
{
    private long _hits;
    private long _misses;

    internal long Hits => Interlocked.Read(ref _hits);

    internal long Misses => Interlocked.Read(ref _misses);

    internal void Hit() => Interlocked.Increment(ref _hits);

    internal void Miss() => Interlocked.Increment(ref _misses);
}
