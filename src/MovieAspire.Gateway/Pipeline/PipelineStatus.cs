using MovieAspire.Gateway.Auth;
using MovieAspire.Gateway.Caching;
using MovieAspire.Gateway.Http;
using Proto = MovieAspire.Contracts.Pipeline.V1;

namespace MovieAspire.Gateway.Pipeline;

/// <summary>The pipeline as a whole.</summary>
/// <param name="IsRunning">Whether any run is in work.</param>
/// <param name="LastRun">The newest run that has started; null before the first.</param>
/// <param name="TotalRuns">All runs so far.</param>
/// <param name="SuccessfulRuns">Those that ended succeeded, partial or no_op.</param>
/// <param name="FailedRuns">Those that failed.</param>
/// <param name="ScheduledJobs">What starts by itself.</param>
/// <param name="Quotas">What the providers still allow.</param>
public sealed record PipelineStatus(
    bool IsRunning, Run? LastRun, long TotalRuns, long SuccessfulRuns, long FailedRuns,
    IReadOnlyList<ScheduledJob> ScheduledJobs, IReadOnlyList<Quota> Quotas)
{
    internal static PipelineStatus Example { get; } = new(
        true, Run.Example, 210, 204, 2, [ScheduledJob.Example], [Quota.Example]);

    internal static PipelineStatus From(Proto.PipelineStatus status) => new(
        status.IsRunning,
        status.LastRun is { } run ? Run.From(run) : null,
        status.TotalRuns,
        status.SuccessfulRuns,
        status.FailedRuns,
        [.. status.ScheduledJobs.Select(ScheduledJob.From)],
        [.. status.Quotas.Select(Quota.From)]);
}

/// <summary>A job that starts by itself.</summary>
/// <param name="Id">The job.</param>
/// <param name="Name">The job's name for people.</param>
/// <param name="NextRun">UTC; null while the scheduler or this schedule is stopped.</param>
/// <param name="Trigger">A Quartz cron expression, UTC.</param>
/// <param name="Enabled">Whether it starts by itself while the scheduler runs.</param>
/// <param name="LastFiredAt">UTC; null before the first time.</param>
public sealed record ScheduledJob(
    string Id, string Name, DateTime? NextRun, string Trigger, bool Enabled, DateTime? LastFiredAt)
{
    internal static ScheduledJob Example { get; } = new(
        "quick", "Quick update", new DateTime(2026, 3, 10, 18, 0, 0, DateTimeKind.Utc), "0 0 0/6 * * ?", true,
        new DateTime(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc));

    internal static ScheduledJob From(Proto.ScheduledJob job) => new(
        job.Id, job.Name, job.NextRun.ToUtc(), job.Trigger, job.Enabled, job.LastFiredAt.ToUtc());
}

/// <summary>The scheduler of the whole cluster.</summary>
/// <param name="Running">Whether jobs start by themselves.</param>
/// <param name="ChangedAt">When it was started or stopped last; UTC, null when it never was.</param>
/// <param name="ChangedBy">Who did that.</param>
/// <param name="Jobs">The schedules.</param>
public sealed record SchedulerStatus(
    bool Running, DateTime? ChangedAt, string? ChangedBy, IReadOnlyList<ScheduledJob> Jobs)
{
    internal static SchedulerStatus Example { get; } = new(
        true, new DateTime(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc), "admin", [ScheduledJob.Example]);

    internal static SchedulerStatus From(Proto.SchedulerStatus scheduler) => new(
        scheduler.Running, scheduler.ChangedAt.ToUtc(), scheduler.ChangedBy.OrNull(),
        [.. scheduler.Jobs.Select(ScheduledJob.From)]);
}

/// <summary>What one provider allows, counted by UTC day over all workers.</summary>
/// <param name="Provider">tmdb or omdb.</param>
/// <param name="Limit">Requests a day; null when there is no daily limit.</param>
/// <param name="UsedToday">Requests sent.</param>
/// <param name="Remaining">Requests left; null when there is no daily limit.</param>
/// <param name="Refused">Requests that the provider refused.</param>
/// <param name="Cached">Answers that came from the cache instead.</param>
/// <param name="ResetsAt">When the count begins anew; UTC.</param>
/// <param name="ExhaustedAt">Since when the provider says that the quota is spent; UTC, null while it does not.</param>
/// <param name="NextProbeAt">When that is tried again; UTC.</param>
/// <param name="RequestsPerSecondLimit">Requests a second of all workers together; null when not limited.</param>
public sealed record Quota(
    string Provider, long? Limit, long UsedToday, long? Remaining, long Refused, long Cached, DateTime? ResetsAt,
    DateTime? ExhaustedAt, DateTime? NextProbeAt, double? RequestsPerSecondLimit)
{
    internal static Quota Example { get; } = new(
        "omdb", 1000, 240, 760, 0, 12, new DateTime(2026, 3, 11, 0, 0, 0, DateTimeKind.Utc), null, null, 2);

    internal static Quota From(Proto.Quota quota) => new(
        quota.Provider,
        quota.HasLimit ? quota.Limit : null,
        quota.UsedToday,
        quota.HasRemaining ? quota.Remaining : null,
        quota.Refused,
        quota.Cached,
        quota.ResetsAt.ToUtc(),
        quota.ExhaustedAt.ToUtc(),
        quota.NextProbeAt.ToUtc(),
        quota.RequestsPerSecondLimit > 0 ? quota.RequestsPerSecondLimit : null);
}

/// <summary>The pipeline as a whole, its scheduler and what the providers allow.</summary>
internal static class StatusEndpoints
{
    internal static void MapStatus(this RouteGroupBuilder pipeline)
    {
        pipeline.MapGet("/status", StatusAsync)
            .WithName("GetPipelineStatus").WithSummary("What runs, what is scheduled, and what the providers still allow");

        pipeline.MapGet("/quotas", QuotasAsync)
            .WithName("GetQuotas").WithSummary("What each provider allows today and what was used of it");

        pipeline.MapGet("/scheduler/status", SchedulerAsync)
            .WithName("GetSchedulerStatus").WithSummary("Whether jobs start by themselves, and when");

        pipeline.MapPost("/scheduler/start", (Proto.Pipeline.PipelineClient client, CancellationToken token) =>
                SetAsync(running: true, client, token))
            .WithName("StartScheduler").WithSummary("Lets jobs start by themselves, in the whole cluster and across restarts")
            .RequireAdmin();

        pipeline.MapPost("/scheduler/stop", (Proto.Pipeline.PipelineClient client, CancellationToken token) =>
                SetAsync(running: false, client, token))
            .WithName("StopScheduler").WithSummary("Keeps jobs from starting by themselves; what runs goes on")
            .RequireAdmin();
    }

    private static async Task<JsonWithETag<PipelineStatus>> StatusAsync(
        Proto.Pipeline.PipelineClient pipeline, CancellationToken cancellationToken) =>
        new(PipelineStatus.From(
            await pipeline.GetPipelineStatusAsync(new(), cancellationToken: cancellationToken)));

    private static async Task<JsonWithETag<IReadOnlyList<Quota>>> QuotasAsync(
        Proto.Pipeline.PipelineClient pipeline, CancellationToken cancellationToken)
    {
        var response = await pipeline.GetQuotasAsync(new(), cancellationToken: cancellationToken);
        return new([.. response.Quotas.Select(Quota.From)]);
    }

    private static async Task<JsonWithETag<SchedulerStatus>> SchedulerAsync(
        Proto.Pipeline.PipelineClient pipeline, CancellationToken cancellationToken) =>
        new(SchedulerStatus.From(
            await pipeline.GetSchedulerStatusAsync(new(), cancellationToken: cancellationToken)));

    private static async Task<SchedulerStatus> SetAsync(
        bool running, Proto.Pipeline.PipelineClient pipeline, CancellationToken cancellationToken)
    {
        var request = new Proto.SetSchedulerRequest { Running = running };
        return SchedulerStatus.From(await pipeline.SetSchedulerAsync(request, cancellationToken: cancellationToken));
    }
}
