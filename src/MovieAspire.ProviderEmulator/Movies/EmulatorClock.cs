namespace MovieAspire.ProviderEmulator.Movies;

/// <summary>The emulator's day: the clock's, or the one that the settings fix.</summary>
internal sealed class EmulatorClock(TimeProvider time, EmulatorOptions options)
{
    public DateTimeOffset Now => options.Today is { } day
        ? new(day, TimeOnly.FromTimeSpan(time.GetUtcNow().TimeOfDay), TimeSpan.Zero)
        : time.GetUtcNow();

    public DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);
}
