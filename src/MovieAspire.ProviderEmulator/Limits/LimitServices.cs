using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using MovieAspire.ProviderEmulator.Movies;

namespace MovieAspire.ProviderEmulator.Limits;

/// <summary>Section "Emulator": who may ask, and how much.</summary>
internal sealed record LimitOptions
{
    /// <summary>The key that both APIs ask for.</summary>
    [Required(ErrorMessage = "Emulator:ApiKey must not be empty.")]
    public string ApiKey { get; set; } = "emulator";

    /// <summary>TMDB requests per second, beyond which it answers 429; 0 for no limit.</summary>
    [Range(0, 1_000_000, ErrorMessage = "Emulator:RequestsPerSecond must be between 0 and 1,000,000.")]
    public int RequestsPerSecond { get; set; } = 50;

    /// <summary>TMDB requests at the same time, beyond which it answers 429; 0 for no limit.</summary>
    [Range(0, 1_000_000, ErrorMessage = "Emulator:MaxConnections must be between 0 and 1,000,000.")]
    public int MaxConnections { get; set; } = 20;

    /// <summary>OMDb requests per UTC day, beyond which it answers "Request limit reached!"; 0 for no limit.</summary>
    [Range(0, 10_000_000, ErrorMessage = "Emulator:OmdbDailyLimit must be between 0 and 10,000,000.")]
    public int OmdbDailyLimit { get; set; } = 1_000;

    public bool IsKey(string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(ApiKey));
}

/// <summary>At most so many requests within any second; refused ones do not count.</summary>
internal sealed class RateLimit(IOptions<LimitOptions> options, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Queue<long> _admitted = new();

    public bool TryEnter()
    {
        var limit = options.Value.RequestsPerSecond;
        if (limit == 0)
            return true;

        lock (_lock)
        {
            var now = time.GetTimestamp();
            while (_admitted.TryPeek(out var oldest) && now - oldest >= time.TimestampFrequency)
                _admitted.Dequeue();
            if (_admitted.Count >= limit)
                return false;

            _admitted.Enqueue(now);
            return true;
        }
    }
}

/// <summary>At most so many requests a UTC day.</summary>
internal sealed class DailyLimit(IOptions<LimitOptions> options, EmulatorClock clock)
{
    private readonly Lock _lock = new();
    private DateOnly _day;
    private int _used;

    public bool TryEnter()
    {
        var limit = options.Value.OmdbDailyLimit;
        lock (_lock)
        {
            if (_day != clock.Today)
                (_day, _used) = (clock.Today, 0);
            return limit == 0 || ++_used <= limit;
        }
    }

    public void Reset()
    {
        lock (_lock)
            _used = 0;
    }
}

internal static class LimitServices
{
    public static IHostApplicationBuilder AddLimits(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<LimitOptions>().BindConfiguration("Emulator").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<RateLimit>().AddSingleton<DailyLimit>();
        return builder;
    }
}
