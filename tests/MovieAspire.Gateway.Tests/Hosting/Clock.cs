namespace MovieAspire.Gateway.Tests.Hosting;

/// <summary>A clock whose stopwatch stands still until it is advanced.</summary>
internal sealed class Clock : TimeProvider
{
    private long _timestamp;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _timestamp;

    internal void Advance(TimeSpan by) => _timestamp += by.Ticks;
}
