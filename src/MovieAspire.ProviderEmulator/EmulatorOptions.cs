using System.ComponentModel.DataAnnotations;
using MovieAspire.ProviderEmulator.Faults;

namespace MovieAspire.ProviderEmulator;

/// <summary>Section "Emulator": which movies are served, under which limits, with which faults.</summary>
public sealed record EmulatorOptions
{
    /// <summary>Directory of data set files; empty for the sample catalog.</summary>
    public string Dataset { get; set; } = "";

    /// <summary>Number of synthetic movies; 0 for none. Not together with Dataset.</summary>
    [Range(0, 1_000_000, ErrorMessage = "Emulator:Generate must be between 0 and 1,000,000.")]
    public int Generate { get; set; }

    /// <summary>Seed of the synthetic movies: the same seed makes the same movies.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>The key that both APIs ask for.</summary>
    [Required(ErrorMessage = "Emulator:ApiKey must not be empty.")]
    public string ApiKey { get; set; } = "emulator";

    /// <summary>The day that the lists are made for; the clock's day when not set.</summary>
    public DateOnly? Today { get; set; }

    /// <summary>TMDB requests per second, beyond which it answers 429; 0 for no limit.</summary>
    [Range(0, 1_000_000, ErrorMessage = "Emulator:RequestsPerSecond must be between 0 and 1,000,000.")]
    public int RequestsPerSecond { get; set; } = 50;

    /// <summary>TMDB requests at the same time, beyond which it answers 429; 0 for no limit.</summary>
    [Range(0, 1_000_000, ErrorMessage = "Emulator:MaxConnections must be between 0 and 1,000,000.")]
    public int MaxConnections { get; set; } = 20;

    /// <summary>OMDb requests per UTC day, beyond which it answers "Request limit reached!"; 0 for no limit.</summary>
    [Range(0, 10_000_000, ErrorMessage = "Emulator:OmdbDailyLimit must be between 0 and 10,000,000.")]
    public int OmdbDailyLimit { get; set; } = 1_000;

    /// <summary>Whether OMDb answers from the movie's facts where the data has no body of OMDb's;
    /// otherwise it does not know the movie.</summary>
    public bool DeriveOmdb { get; set; } = true;

    /// <summary>Faults from the start; POST /_emulator/faults sets others.</summary>
    public FaultPlan Faults { get; set; } = new();
}
