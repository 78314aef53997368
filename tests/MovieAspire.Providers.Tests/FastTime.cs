namespace MovieAspire.Providers.Tests;

/// <summary>A clock on which time passes 20 times as fast, so that retries need not be waited for.</summary>
internal sealed class FastTime : TimeProvider
{
    private const int Speed = 20;

    private readonly DateTimeOffset _start = System.GetUtcNow();
    private readonly long _origin = System.GetTimestamp();

    public override long TimestampFrequency => System.TimestampFrequency;

    public override long GetTimestamp() => (System.GetTimestamp() - _origin) * Speed;

    public override DateTimeOffset GetUtcNow() => _start + GetElapsedTime(0);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Scale(dueTime), Scale(period));

    private static TimeSpan Scale(TimeSpan time) => time <= TimeSpan.Zero ? time : time / Speed;
}
