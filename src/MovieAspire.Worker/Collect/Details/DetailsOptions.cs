using System.ComponentModel.DataAnnotations;

namespace MovieAspire.Worker.Collect.Details;

/// <summary>Section "Ingestion": how movies are fetched and written.</summary>
internal sealed record DetailsOptions
{
    public const string Section = "Ingestion";

    /// <summary>Details calls in flight; the provider client keeps to its own limits besides.</summary>
    [Range(1, 200, ErrorMessage = "Ingestion:Concurrency must be between 1 and 200.")]
    public int Concurrency { get; init; } = 15;

    /// <summary>Movies written in one transaction at most: as many as arrived while the batch before was written.
    /// A transaction has some 70 statements, however few its movies are; with 100 movies the worker needed more than
    /// 300 MB.</summary>
    [Range(1, 1000, ErrorMessage = "Ingestion:BatchSize must be between 1 and 1,000.")]
    public int BatchSize { get; init; } = 40;

    /// <summary>Calls in a row that get no answer until the provider counts as down and the run is given up.</summary>
    [Range(1, 10_000, ErrorMessage = "Ingestion:OutageAfter must be between 1 and 10,000.")]
    public int OutageAfter { get; init; } = 20;

    /// <summary>Whether a run that finds movies is followed at once by one that fetches their details; else they wait for the
    /// schedule of enrich.</summary>
    public bool EnrichFound { get; init; } = true;

    /// <summary>Runs that try a movie again that fails, until it has to wait for ItemPause after each further failure.</summary>
    [Range(1, 1_000, ErrorMessage = "Ingestion:ItemAttempts must be between 1 and 1,000.")]
    public int ItemAttempts { get; init; } = 5;

    /// <summary>How long a movie rests that has failed ItemAttempts times.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "180.00:00:00", ErrorMessage = "Ingestion:ItemPause must be between 1 hour and 180 days.")]
    public TimeSpan ItemPause { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Cast members stored of a movie, in billing order.</summary>
    [Range(1, 100_000, ErrorMessage = "Ingestion:MaxCast must be between 1 and 100,000.")]
    public int MaxCast { get; init; } = 100_000;
}
