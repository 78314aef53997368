using System.ComponentModel.DataAnnotations;

namespace MovieAspire.ProviderEmulator.Faults;

/// <summary>What goes wrong, for each provider. The same seed makes the same requests fail.</summary>
public sealed record FaultPlan
{
    /// <summary>Decides which requests the shares hit.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>Faults of TMDB.</summary>
    public ProviderFaults Tmdb { get; set; } = new();

    /// <summary>Faults of OMDb.</summary>
    public ProviderFaults Omdb { get; set; } = new();
}

/// <summary>Faults of one provider. Shares are 0 to 1 of the requests, drawn for each request on its own, and
/// are looked at in the order of the properties.</summary>
public sealed record ProviderFaults
{
    /// <summary>Each answer takes this much longer.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>And up to this much more.</summary>
    public TimeSpan Jitter { get; set; }

    /// <summary>Connections that are closed without an answer.</summary>
    [Range(0, 1)]
    public double DroppedShare { get; set; }

    /// <summary>Connections that stay open without an answer until the client leaves.</summary>
    [Range(0, 1)]
    public double HangingShare { get; set; }

    /// <summary>Every request is answered 429 for this long after the faults were set.</summary>
    public TimeSpan StormDuration { get; set; }

    /// <summary>Requests answered 429 at any time.</summary>
    [Range(0, 1)]
    public double TooManyRequestsShare { get; set; }

    /// <summary>Retry-After of those 429s in seconds; 0 is sent as 0, null leaves the header out.</summary>
    public int? RetryAfter { get; set; } = 1;

    /// <summary>Requests answered with status 200 and TMDB's "over the limit" body.</summary>
    [Range(0, 1)]
    public double LimitBodyWith200Share { get; set; }

    /// <summary>Requests answered 500, 502 or 503.</summary>
    [Range(0, 1)]
    public double ServerErrorShare { get; set; }

    /// <summary>OMDb says "Request limit reached!" to everything.</summary>
    public bool LimitReached { get; set; }

    /// <summary>Bodies cut in the middle.</summary>
    [Range(0, 1)]
    public double BrokenJsonShare { get; set; }

    /// <summary>OMDb bodies with a raw control character or a bad backslash.</summary>
    [Range(0, 1)]
    public double BadBodyShare { get; set; }
}
