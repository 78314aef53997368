using System.Security.Claims;
using MovieAspire.Gateway.Auth;
using MovieAspire.Gateway.Http;
using Proto = MovieAspire.Contracts.Pipeline.V1;

namespace MovieAspire.Gateway.Pipeline;

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

        pipeline.MapPost("/scheduler/start", (ClaimsPrincipal user, Proto.Pipeline.PipelineClient client, CancellationToken token) =>
                SetAsync(running: true, user, client, token))
            .WithName("StartScheduler").WithSummary("Lets jobs start by themselves, in the whole cluster and across restarts")
            .RequireAdmin();

        pipeline.MapPost("/scheduler/stop", (ClaimsPrincipal user, Proto.Pipeline.PipelineClient client, CancellationToken token) =>
                SetAsync(running: false, user, client, token))
            .WithName("StopScheduler").WithSummary("Keeps jobs from starting by themselves; what runs goes on")
            .RequireAdmin();
    }

    private static async Task<Stored<PipelineStatus>> StatusAsync(
        Proto.Pipeline.PipelineClient pipeline, CancellationToken cancellationToken) =>
        new(PipelineStatusMapping.ToStatus(
            await pipeline.GetPipelineStatusAsync(new(), cancellationToken: cancellationToken)));

    private static async Task<Stored<IReadOnlyList<Quota>>> QuotasAsync(
        Proto.Pipeline.PipelineClient pipeline, CancellationToken cancellationToken)
    {
        var response = await pipeline.GetQuotasAsync(new(), cancellationToken: cancellationToken);
        return new([.. response.Quotas.Select(PipelineStatusMapping.ToQuota)]);
    }

    private static async Task<Stored<SchedulerStatus>> SchedulerAsync(
        Proto.Pipeline.PipelineClient pipeline, CancellationToken cancellationToken) =>
        new(PipelineStatusMapping.ToScheduler(
            await pipeline.GetSchedulerStatusAsync(new(), cancellationToken: cancellationToken)));

    private static async Task<SchedulerStatus> SetAsync(
        bool running, ClaimsPrincipal user, Proto.Pipeline.PipelineClient pipeline, CancellationToken cancellationToken)
    {
        var request = new Proto.SetSchedulerRequest { Running = running, RequestedBy = user.Identity!.Name! };
        return PipelineStatusMapping.ToScheduler(await pipeline.SetSchedulerAsync(request, cancellationToken: cancellationToken));
    }
}
