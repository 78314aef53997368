using Quartz;

namespace MovieAspire.Worker.Schedules;

/// <summary>When a job fires; section Schedules:&lt;job&gt;.</summary>
internal sealed record JobSchedule
{
    /// <summary>Quartz cron expression (seconds first), read in UTC.</summary>
    public string Cron { get; init; } = "";

    public bool Enabled { get; init; } = true;

    /// <summary>The first firing after that time; null when disabled or never again.</summary>
    public DateTimeOffset? NextFire(DateTimeOffset after) =>
        Enabled ? Expression().GetNextValidTimeAfter(after) : null;

    /// <summary>
    /// The firing to catch up with: the newest in (last fired, now]. However many were missed, one run makes up for all.
    /// A schedule that never fired has missed nothing: it starts with the installation.
    /// </summary>
    public DateTimeOffset? MissedFiring(DateTimeOffset? lastFiredAt, DateTimeOffset now)
    {
        if (!Enabled || lastFiredAt is not { } last) return null;
        // Quartz looks strictly before, in whole seconds.
        var second = new DateTimeOffset(now.UtcTicks - now.UtcTicks % TimeSpan.TicksPerSecond, TimeSpan.Zero);
        var newest = Expression().GetPreviousValidTimeBefore(second.AddSeconds(1));
        return newest > last ? newest : null;
    }

    private CronExpression Expression() => new(Cron, TimeZoneInfo.Utc);
}
