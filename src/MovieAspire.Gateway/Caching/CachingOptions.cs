using System.ComponentModel.DataAnnotations;

namespace MovieAspire.Gateway.Caching;

/// <summary>How long the gateway keeps responses to anonymous reads; section <c>OutputCache</c>.</summary>
internal sealed record CachingOptions
{
    internal const string Section = "OutputCache";

    /// <summary>OutputCache:TimeToLive: a run that changes the data ends it earlier, within a second or two.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ErrorMessage = "OutputCache:TimeToLive must be between 1 s and 1 h.")]
    public TimeSpan TimeToLive { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>OutputCache:MaxMegabytes: the memory for them; 0 keeps none.</summary>
    [Range(0, 10_000, ErrorMessage = "OutputCache:MaxMegabytes must be between 0 and 10000.")]
    public int MaxMegabytes { get; init; } = 64;
}
