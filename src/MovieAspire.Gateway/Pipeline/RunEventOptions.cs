using System.ComponentModel.DataAnnotations;

namespace MovieAspire.Gateway.Pipeline;

/// <summary>The event stream of a run; section <c>RunEvents</c>.</summary>
internal sealed record RunEventOptions
{
    internal const string Section = "RunEvents";

    /// <summary>Silence after which a comment tells proxies and clients that the stream lives.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:05:00", ErrorMessage = "RunEvents:Heartbeat must be between 50 ms and 5 min.")]
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(15);
}
