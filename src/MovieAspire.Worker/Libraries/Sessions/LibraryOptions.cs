using System.ComponentModel.DataAnnotations;

namespace MovieAspire.Worker.Libraries.Sessions;

/// <summary>Section "Libraries": how sessions are matched and enriched.</summary>
internal sealed record LibraryOptions
{
    public const string Section = "Libraries";

    /// <summary>How long a session is worked on before another one that waits has its turn.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:10:00", ErrorMessage = "Libraries:Slice must be between 0.05 s and 10 min.")]
    public TimeSpan Slice { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Calls to TMDB in flight for one session; the shared limit holds besides.</summary>
    [Range(1, 100, ErrorMessage = "Libraries:Concurrency must be between 1 and 100.")]
    public int Concurrency { get; init; } = 12;

    /// <summary>Films of one session that are matched in one go, from the catalog.</summary>
    [Range(1, 20_000, ErrorMessage = "Libraries:MatchBatch must be between 1 and 20,000.")]
    public int MatchBatch { get; init; } = 2_000;

    /// <summary>Calls in a row without an answer until TMDB counts as away and the session waits.</summary>
    [Range(1, 1_000, ErrorMessage = "Libraries:OutageAfter must be between 1 and 1,000.")]
    public int OutageAfter { get; init; } = 5;

    /// <summary>How long a session waits for a provider that is away before it is asked again.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "01:00:00", ErrorMessage = "Libraries:OutageDelay must be between 0.05 s and 1 h.")]
    public TimeSpan OutageDelay { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Attempts at a film whose own call fails; it is listed then, and tried again after RetryAfter.</summary>
    [Range(1, 20, ErrorMessage = "Libraries:FilmAttempts must be between 1 and 20.")]
    public int FilmAttempts { get; init; } = 3;

    /// <summary>How long after its completion a session with failed films is taken up again.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00", ErrorMessage = "Libraries:RetryAfter must be between 1 s and 30 days.")]
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How often sessions with work are looked for when no notification comes, and expired ones removed.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "01:00:00", ErrorMessage = "Libraries:Interval must be between 0.05 s and 1 h.")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(10);
}
