namespace MovieAspire.Worker.Tests;

/// <summary>Time whose timers fire when it is moved, and never by themselves.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Timer> _timers = [];
    private TimeSpan _elapsed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        lock (_lock)
            return _elapsed.Ticks;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        lock (_lock)
            _timers.Add(timer);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        List<Timer> due;
        lock (_lock)
        {
            _elapsed += by;
            due = [.. _timers.Where(timer => timer.DueAt <= _elapsed)];
        }

        foreach (var timer in due)
            timer.Fire();
    }

    private sealed class Timer(ManualTime time, Action fire) : ITimer
    {
        public TimeSpan DueAt { get; private set; } = TimeSpan.MaxValue;

        public void Fire()
        {
            DueAt = TimeSpan.MaxValue;
            fire();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
                DueAt = dueTime == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : time._elapsed + dueTime;
            return true;
        }

        public void Dispose()
        {
            lock (time._lock)
                time._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
