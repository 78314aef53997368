using System.ComponentModel.DataAnnotations;

namespace MovieAspire.Gateway.RateLimits;

/// <summary>Requests that one address may send; section <c>RateLimits</c>.</summary>
internal sealed record RateLimitOptions
{
    internal const string Section = "RateLimits";

    /// <summary>Guesses of the password: RateLimits:TokensPerMinute.</summary>
    [Range(1, 10_000, ErrorMessage = "RateLimits:TokensPerMinute must be between 1 and 10000.")]
    public int TokensPerMinute { get; init; } = 10;

    /// <summary>All requests: RateLimits:RequestsPerSecond, and twice as many in one burst.</summary>
    [Range(1, 1_000_000, ErrorMessage = "RateLimits:RequestsPerSecond must be between 1 and 1000000.")]
    public int RequestsPerSecond { get; init; } = 500;
}
