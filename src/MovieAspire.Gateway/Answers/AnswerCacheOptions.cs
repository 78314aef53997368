using System.ComponentModel.DataAnnotations;

namespace MovieAspire.Gateway.Answers;

/// <summary>How long the gateway keeps its answers to anonymous reads; section <c>Answers</c>.</summary>
internal sealed record AnswerCacheOptions
{
    internal const string Section = "Answers";

    /// <summary>Answers:TimeToLive: a run that changes the data ends it earlier, within a second or two.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ErrorMessage = "Answers:TimeToLive must be between 1 s and 1 h.")]
    public TimeSpan TimeToLive { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Answers:MaxMegabytes: the memory for them; 0 keeps none.</summary>
    [Range(0, 10_000, ErrorMessage = "Answers:MaxMegabytes must be between 0 and 10000.")]
    public int MaxMegabytes { get; init; } = 64;
}
