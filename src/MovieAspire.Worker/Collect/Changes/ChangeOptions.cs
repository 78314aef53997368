using System.ComponentModel.DataAnnotations;

namespace MovieAspire.Worker.Collect.Changes;

/// <summary>Section "Changes".</summary>
internal sealed record ChangeOptions
{
    public const string Section = "Changes";

    /// <summary>Changes:MaxVanishedShare: an export that lacks more than this share of the known movies is refused.</summary>
    [Range(0.0, 1.0, ErrorMessage = "Changes:MaxVanishedShare must be between 0 and 1.")]
    public double MaxVanishedShare { get; init; } = 0.2;
}
