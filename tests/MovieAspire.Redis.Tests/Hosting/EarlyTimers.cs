namespace MovieAspire.Redis.Tests.Hosting;

/// <summary>Another clock, but each timer fires after half of its time.</summary>
internal sealed class EarlyTimers(TimeProvider time) : TimeProvider
{
    public override long TimestampFrequency => time.TimestampFrequency;

    public override long GetTimestamp() => time.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        time.CreateTimer(callback, state, dueTime / 2, period);
}
