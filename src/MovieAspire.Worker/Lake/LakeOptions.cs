using System.ComponentModel.DataAnnotations;

namespace MovieAspire.Worker.Lake;

/// <summary>Section "Lake": where the raw bodies are kept and for how long.</summary>
internal sealed record LakeOptions
{
    public const string Section = "Lake";

    /// <summary>Lake:Enabled: false keeps no raw bodies, where there is no folder that outlives the process.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Lake:Path: the folder of the lake; relative to the content root.</summary>
    [Required(ErrorMessage = "Lake:Path must not be empty.")]
    public string Path { get; init; } = "lake";

    /// <summary>Lake:BronzeRetention: how long raw bodies are kept; null for ever.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "36500.00:00:00", ErrorMessage = "Lake:BronzeRetention must be at least one day.")]
    public TimeSpan? BronzeRetention { get; init; }

    /// <summary>Lake:BronzeFileBytes: a file that has this many compressed bytes is closed, and the next begun.</summary>
    [Range(1L << 10, 1L << 32, ErrorMessage = "Lake:BronzeFileBytes must be between 1 KiB and 4 GiB.")]
    public long BronzeFileBytes { get; init; } = 64L << 20;

    /// <summary>Lake:BronzeFileAge: a file that is open this long is closed too; a crash loses at most that much.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ErrorMessage = "Lake:BronzeFileAge must be between 1 s and one day.")]
    public TimeSpan BronzeFileAge { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Lake:BronzeQueue: bodies that may wait to be written; fetching waits beyond.</summary>
    [Range(1, 10_000, ErrorMessage = "Lake:BronzeQueue must be between 1 and 10,000.")]
    public int BronzeQueue { get; init; } = 256;
}
