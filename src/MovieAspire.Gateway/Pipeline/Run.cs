using System.ComponentModel;
using MovieAspire.Gateway.Http;
using MovieAspire.Gateway.Parameters;
using Proto = MovieAspire.Contracts.Pipeline.V1;

namespace MovieAspire.Gateway.Pipeline;

/// <summary>One execution of a job.</summary>
public sealed record Run
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }
    /// <summary>When it started, or was asked for while it has not started; UTC.</summary>
    public required DateTime RunDate { get; init; }
    /// <summary>What it does, for example quick.</summary>
    public required string Job { get; init; }
    /// <summary>The job, by its earlier name.</summary>
    public required string UpdateType { get; init; }
    /// <summary>The options that it was started with.</summary>
    public required IReadOnlyDictionary<string, string> Options { get; init; }
    /// <summary>queued, running, succeeded, partial, failed, cancelled or no_op.</summary>
    public required string Status { get; init; }
    /// <summary>Movie records that were read, changed or not: an entry of a list and its details count as two.</summary>
    public required long MoviesProcessed { get; init; }
    /// <summary>Names of the sources it has read.</summary>
    public required IReadOnlyList<string> SourceCategories { get; init; }
    /// <summary>From start to end; null until it has ended.</summary>
    public required double? DurationSeconds { get; init; }
    /// <summary>Why it failed.</summary>
    public required string? ErrorMessage { get; init; }
    /// <summary>What each source brought.</summary>
    public required IReadOnlyList<RunSource> Sources { get; init; }
    /// <summary>The newest errors of single items, at most 20.</summary>
    public required IReadOnlyList<RunError> Errors { get; init; }
    /// <summary>Number of all errors of single items.</summary>
    public required long ErrorCount { get; init; }
    /// <summary>How far it is.</summary>
    public required RunProgress? Progress { get; init; }
    /// <summary>A user's name, scheduler or startup.</summary>
    public required string RequestedBy { get; init; }
    /// <summary>UTC.</summary>
    public required DateTime? CreatedAt { get; init; }
    /// <summary>UTC.</summary>
    public required DateTime? StartedAt { get; init; }
    /// <summary>UTC.</summary>
    public required DateTime? FinishedAt { get; init; }
    /// <summary>The firing of the schedule that it belongs to; UTC.</summary>
    public required DateTime? ScheduledFor { get; init; }
    /// <summary>Executions so far; more than one after a take-over or a retry.</summary>
    public required int Attempt { get; init; }
    /// <summary>Grows with every change; the id of the event about it.</summary>
    public required long Revision { get; init; }

    internal static Run Example { get; } = new()
    {
        Id = Guid.Parse("019cd7a3-5b00-7c3e-9f21-6a4b1d2e8c07"), RunDate = new(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc), Job = "quick",
        UpdateType = "quick", Options = new Dictionary<string, string> { ["pages"] = "10" }, Status = "running",
        MoviesProcessed = 320, SourceCategories = ["popular", "trending-week"], DurationSeconds = null, ErrorMessage = null,
        Sources = [new("popular", 200, 12, 41, 147, 0, 10, null, 0, 0)], Errors = [], ErrorCount = 0, Progress = RunProgress.Example,
        RequestedBy = "admin", CreatedAt = new(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc),
        StartedAt = new(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc), FinishedAt = null, ScheduledFor = null, Attempt = 1, Revision = 17,
    };

    internal static Run From(Proto.Run run) => new()
    {
        Id = Guid.Parse(run.Id),
        RunDate = (run.StartedAt ?? run.CreatedAt).ToDateTime(),
        Job = run.Job,
        UpdateType = run.Job,
        Options = run.Options.ToDictionary(),
        Status = EnumNames<Proto.RunStatus>.ToName(run.Status),
        MoviesProcessed = run.MoviesProcessed,
        SourceCategories = [.. run.Sources.Select(source => source.Source)],
        DurationSeconds = run is { StartedAt: { } start, FinishedAt: { } end } ? (end - start).ToTimeSpan().TotalSeconds : null,
        ErrorMessage = run.ErrorMessage.OrNull(),
        Sources = [.. run.Sources.Select(RunSource.From)],
        Errors = [.. run.Errors.Select(RunError.From)],
        ErrorCount = run.ErrorCount,
        Progress = run.Progress is { } progress ? RunProgress.From(progress) : null,
        RequestedBy = run.RequestedBy,
        CreatedAt = run.CreatedAt.ToUtc(),
        StartedAt = run.StartedAt.ToUtc(),
        FinishedAt = run.FinishedAt.ToUtc(),
        ScheduledFor = run.ScheduledFor.ToUtc(),
        Attempt = run.Attempt,
        Revision = run.Revision,
    };
}

/// <summary>What one source of a run brought.</summary>
/// <param name="Source">For example popular, trending-week or details.</param>
/// <param name="Fetched">Items asked for or given: the sum of the next four.</param>
/// <param name="Inserted">New ones.</param>
/// <param name="Updated">Ones that differed.</param>
/// <param name="Unchanged">Ones that did not.</param>
/// <param name="Failed">Ones that could not be read or written.</param>
/// <param name="Requests">Requests sent to the provider.</param>
/// <param name="Error">Why the source as a whole failed, or what it waits for.</param>
/// <param name="Frozen">Movies that are not refreshed any more, because they stopped changing.</param>
/// <param name="Thawed">Movies that were frozen and are refreshed again.</param>
public sealed record RunSource(
    string Source, long Fetched, long Inserted, long Updated, long Unchanged, long Failed, long Requests, string? Error,
    long Frozen, long Thawed)
{
    internal static RunSource From(Proto.RunSource source) => new(
        source.Source, source.Fetched, source.Inserted, source.Updated, source.Unchanged, source.Failed,
        source.Requests, source.Error.OrNull(), source.Frozen, source.Thawed);
}

/// <summary>An item that failed; the run went on.</summary>
/// <param name="Source">Where the item came from.</param>
/// <param name="Item">For example a movie's id.</param>
/// <param name="Cause">network, rate_limit, not_found, bad_body or database.</param>
/// <param name="Message">For people.</param>
/// <param name="OccurredAt">UTC.</param>
public sealed record RunError(
    string Source, [property: Description(RunError.ItemDescription)] string Item, string Cause, string Message,
    DateTime? OccurredAt)
{
    // The OpenAPI generator takes a property named Item for an indexer and passes over its comment.
    private const string ItemDescription = "For example a movie's id.";

    internal static RunError From(Proto.RunError error) =>
        new(error.Source, error.Item, error.Cause, error.Message, error.OccurredAt.ToUtc());
}

/// <summary>How far a run is.</summary>
/// <param name="Done">Items done.</param>
/// <param name="Total">Items to do; null while unknown.</param>
/// <param name="Rate">Items per second.</param>
/// <param name="EtaSeconds">Seconds until the end at this rate; null while unknown.</param>
/// <param name="Message">What happens now.</param>
/// <param name="CurrentItem">The item in work.</param>
/// <param name="Waiting">Why it waits; null while it works.</param>
public sealed record RunProgress(
    long Done, long? Total, double Rate, double? EtaSeconds, string? Message, string? CurrentItem, string? Waiting)
{
    internal static RunProgress Example { get; } = new(120, 275, 31.4, 4.9, "Reading details", "The Matrix", null);

    internal static RunProgress From(Proto.RunProgress progress) => new(
        progress.Done,
        progress.Total > 0 ? progress.Total : null,
        progress.Rate,
        progress.HasEtaSeconds ? progress.EtaSeconds : null,
        progress.Message.OrNull(),
        progress.CurrentItem.OrNull(),
        progress.Waiting.OrNull());
}
