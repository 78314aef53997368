using MovieAspire.ProviderEmulator.Movies;

namespace MovieAspire.ProviderEmulator.Limits;

/// <summary>At most so many requests a UTC day.</summary>
internal sealed class DailyLimit(EmulatorOptions options, EmulatorClock clock)
{
    private readonly Lock gate = new();
    private DateOnly day;
    private int used;

    public bool TryEnter()
    {
        lock (gate)
        {
            if (day != clock.Today)
                (day, used) = (clock.Today, 0);
            return options.OmdbDailyLimit == 0 || ++used <= options.OmdbDailyLimit;
        }
    }

    public void Reset()
    {
        lock (gate)
            used = 0;
    }
}
