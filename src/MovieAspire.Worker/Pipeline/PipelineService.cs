using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using MovieAspire.Contracts.Pipeline.V1;
using MovieAspire.ServiceDefaults.Errors;
using MovieAspire.ServiceDefaults.Tokens;
using MovieAspire.Worker.Runs;
using MovieAspire.Worker.Schedules;

namespace MovieAspire.Worker.Pipeline;

/// <summary>Control of runs and schedules over gRPC; pipeline.proto documents each call.</summary>
internal sealed partial class PipelineService(
    RunQueue queue, RunQueries runs, RunWatchers watchers, PipelineOverview overview, MovieConditions movies, ScheduleStore scheduler,
    JobCatalog jobs, TimeProvider time, ILogger<PipelineService> logger)
    : Contracts.Pipeline.V1.Pipeline.PipelineBase
{
    [Authorize(TokenServices.AdminPolicy)]
    public override async Task<Run> StartRun(StartRunRequest request, ServerCallContext context)
    {
        var violations = jobs.Validate(request.Job, request.Options).ToList();
        if (violations.Count > 0)
            throw ServiceError.InvalidFields(violations);

        var id = await queue.EnqueueAsync(
            request.Job, request.Options.ToDictionary(), CallerOf(context), null, context.CancellationToken,
            jobs[request.Job].SubjectOf(request.Options));
        return id is { } queued
            ? await FindAsync(queued, context.CancellationToken)
            : throw ServiceError.AlreadyExists("RUN_ACTIVE", $"A run of {request.Job} is queued or running.");
    }

    public override async Task<Run> GetRun(GetRunRequest request, ServerCallContext context) =>
        await FindAsync(RunRequests.Id(request.Id), context.CancellationToken);

    [Authorize(TokenServices.AdminPolicy)]
    public override async Task<Run> CancelRun(CancelRunRequest request, ServerCallContext context)
    {
        var id = RunRequests.Id(request.Id);
        var asked = await queue.CancelAsync(id, context.CancellationToken);
        var run = await FindAsync(id, context.CancellationToken);
        return asked ? run : throw RunRequests.Ended(id);
    }

    public override async Task<ListRunsResponse> ListRuns(ListRunsRequest request, ServerCallContext context)
    {
        var page = RunRequests.Page(request);
        var job = request.Job.Length > 0 ? request.Job : null;
        // One more than asked for tells whether there is a next page.
        var found = await runs.ListAsync(
            job, RunMapping.ToColumn(request.Status), page.After, page.Offset, page.Limit + 1, context.CancellationToken);
        var now = time.GetUtcNow();
        var response = new ListRunsResponse();
        if (request.Count)
            response.TotalCount = await runs.CountAsync(job, RunMapping.ToColumn(request.Status), context.CancellationToken);
        response.Runs.AddRange(found.Take(page.Limit).Select(view => view.ToMessage(now)));
        if (found.Count > page.Limit)
        {
            var last = found[page.Limit - 1].Run;
            response.NextCursor = new RunCursor(last.CreatedAt, last.Id).ToString();
        }

        return response;
    }

    public override async Task WatchRun(
        WatchRunRequest request, IServerStreamWriter<Run> responseStream, ServerCallContext context)
    {
        var id = RunRequests.Id(request.Id);
        await foreach (var run in watchers.WatchAsync(id, request.AfterRevision, context.CancellationToken))
            await responseStream.WriteAsync(run, context.CancellationToken);
    }

    public override Task<PipelineStatus> GetPipelineStatus(GetPipelineStatusRequest request, ServerCallContext context) =>
        overview.GetStatusAsync(context.CancellationToken);

    public override Task<SchedulerStatus> GetSchedulerStatus(
        GetSchedulerStatusRequest request, ServerCallContext context) =>
        overview.GetSchedulerAsync(context.CancellationToken);

    [Authorize(TokenServices.AdminPolicy)]
    public override async Task<SchedulerStatus> SetScheduler(SetSchedulerRequest request, ServerCallContext context)
    {
        await scheduler.SetRunningAsync(request.Running, CallerOf(context), context.CancellationToken);
        LogScheduler(request.Running ? "running" : "stopped", CallerOf(context));
        return await overview.GetSchedulerAsync(context.CancellationToken);
    }

    public override async Task<GetQuotasResponse> GetQuotas(GetQuotasRequest request, ServerCallContext context)
    {
        var response = new GetQuotasResponse();
        response.Quotas.AddRange(await overview.GetQuotasAsync(context.CancellationToken));
        return response;
    }

    public override Task<WorkerStatus> GetWorkerStatus(GetWorkerStatusRequest request, ServerCallContext context) =>
        overview.GetWorkersAsync(context.CancellationToken);

    public override async Task<GetRunSummaryResponse> GetRunSummary(GetRunSummaryRequest request, ServerCallContext context)
    {
        var response = new GetRunSummaryResponse();
        response.Counts.AddRange(await overview.CountRunsAsync(context.CancellationToken));
        return response;
    }

    public override Task<ListMoviesByStateResponse> ListMoviesByState(ListMoviesByStateRequest request, ServerCallContext context) =>
        movies.ListAsync(request, context.CancellationToken);

    public override Task<ListJobsResponse> ListJobs(ListJobsRequest request, ServerCallContext context)
    {
        var response = new ListJobsResponse();
        response.Jobs.AddRange(jobs.All.OrderBy(job => job.Name, StringComparer.Ordinal).Select(JobMapping.ToMessage));
        return Task.FromResult(response);
    }

    // The name in the token, without which nobody comes here.
    private static string CallerOf(ServerCallContext context) => context.GetHttpContext().User.Identity!.Name!;

    private async Task<Run> FindAsync(Guid id, CancellationToken cancellationToken) =>
        (await runs.GetAsync(id, cancellationToken))?.ToMessage(time.GetUtcNow())
        ?? throw ServiceError.NotFound("run", id);

    [LoggerMessage(LogLevel.Information, "The scheduler of all workers is {State}, says \"{RequestedBy}\"")]
    private partial void LogScheduler(string state, string requestedBy);
}
