using System.ComponentModel.DataAnnotations;

namespace MovieAspire.Lake.Storage;

/// <summary>Section "Lake": where the lake is, and what DuckDB may use of the machine.</summary>
public sealed record LakeOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Lake";

    /// <summary>Lake:Path: the folder of the lake; relative to the content root.</summary>
    [Required(ErrorMessage = "Lake:Path must not be empty.")]
    public string Path { get; init; } = "lake";

    /// <summary>Lake:Threads: threads of a transform; 0 for as many as the machine has cores.</summary>
    [Range(0, 256, ErrorMessage = "Lake:Threads must be between 0 and 256.")]
    public int Threads { get; init; }

    /// <summary>Lake:MemoryLimit: what DuckDB may hold before it spills to Lake:Path/scratch, as in "2GB".</summary>
    [RegularExpression("^[0-9]+(MB|GB)$", ErrorMessage = "Lake:MemoryLimit must be a size such as 512MB or 2GB.")]
    public string MemoryLimit { get; init; } = "2GB";

    /// <summary>Lake:KeepVersions: how many versions of silver, gold and the charts stay, the current one included.</summary>
    [Range(1, 1000, ErrorMessage = "Lake:KeepVersions must be between 1 and 1,000.")]
    public int KeepVersions { get; init; } = 3;

    /// <summary>Lake:MaxRejectionRate: the share of new responses that may be rejected before a transform fails.</summary>
    [Range(0.0, 1.0, ErrorMessage = "Lake:MaxRejectionRate must be between 0 and 1.")]
    public double MaxRejectionRate { get; init; } = 0.2;
}
