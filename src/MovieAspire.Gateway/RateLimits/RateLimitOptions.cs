using System.ComponentModel.DataAnnotations;

namespace MovieAspire.Gateway.RateLimits;

/// <summary>
/// What one client may ask of this process, and all together; section <c>RateLimits</c>. A client is an IPv4 address or an
/// IPv6 network of 64 bits, which is the least that one subscriber has.
/// </summary>
internal sealed record RateLimitOptions
{
    internal const string Section = "RateLimits";

    /// <summary>RateLimits:RequestsPerSecond of a client, and twice as many in one burst.</summary>
    [Range(1, 1_000_000, ErrorMessage = "RateLimits:RequestsPerSecond must be between 1 and 1000000.")]
    public int RequestsPerSecond { get; init; } = 500;

    /// <summary>RateLimits:SearchCost: as how many requests a search counts, which costs that much more than a movie by its id.</summary>
    [Range(1, 1_000, ErrorMessage = "RateLimits:SearchCost must be between 1 and 1000.")]
    public int SearchCost { get; init; } = 10;

    /// <summary>RateLimits:TokensPerMinute: a client's guesses of the password.</summary>
    [Range(1, 10_000, ErrorMessage = "RateLimits:TokensPerMinute must be between 1 and 10000.")]
    public int TokensPerMinute { get; init; } = 10;

    /// <summary>RateLimits:TotalTokensPerMinute: those of all clients together, who may be one with many addresses.</summary>
    [Range(1, 100_000, ErrorMessage = "RateLimits:TotalTokensPerMinute must be between 1 and 100000.")]
    public int TotalTokensPerMinute { get; init; } = 100;

    /// <summary>RateLimits:UploadsPerClient: a client's uploads of libraries at a time.</summary>
    [Range(1, 1_000, ErrorMessage = "RateLimits:UploadsPerClient must be between 1 and 1000.")]
    public int UploadsPerClient { get; init; } = 20;

    /// <summary>RateLimits:Uploads: those of all clients together, each of which lies on a disk of the catalog's, up to 50 MB, until it is read.</summary>
    [Range(1, 10_000, ErrorMessage = "RateLimits:Uploads must be between 1 and 10000.")]
    public int Uploads { get; init; } = 40;

    /// <summary>RateLimits:UploadsPerMinute: those that a client begins.</summary>
    [Range(1, 10_000, ErrorMessage = "RateLimits:UploadsPerMinute must be between 1 and 10000.")]
    public int UploadsPerMinute { get; init; } = 60;

    /// <summary>RateLimits:StreamsPerClient: a client's streams of events at a time.</summary>
    [Range(1, 10_000, ErrorMessage = "RateLimits:StreamsPerClient must be between 1 and 10000.")]
    public int StreamsPerClient { get; init; } = 20;

    /// <summary>RateLimits:Streams: those of all clients together.</summary>
    [Range(1, 100_000, ErrorMessage = "RateLimits:Streams must be between 1 and 100000.")]
    public int Streams { get; init; } = 1_000;
}
