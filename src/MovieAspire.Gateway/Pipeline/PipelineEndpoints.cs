using System.ComponentModel;
using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using MovieAspire.Gateway.Auth;
using MovieAspire.Gateway.Errors;
using MovieAspire.Gateway.Http;
using Proto = MovieAspire.Contracts.Pipeline.V1;

namespace MovieAspire.Gateway.Pipeline;

internal static class PipelineEndpoints
{
    internal static void MapPipeline(this RouteGroupBuilder api)
    {
        var pipeline = api.MapGroup("/pipeline").WithTags("Pipeline").WithProblems(
            StatusCodes.Status503ServiceUnavailable, StatusCodes.Status504GatewayTimeout);

        pipeline.MapPost("/run", StartAsync)
            .WithName("StartRun").WithSummary("Starts a run; it is queued at once and executed by any worker")
            .RequireAdmin()
            .WithMetadata(new FieldNames("job", "update_type"))
            .Produces<StartRunResponse>(StatusCodes.Status202Accepted)
            .WithProblems(
                StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge,
                StatusCodes.Status415UnsupportedMediaType);

        pipeline.MapGet("/runs", ListAsync).WithName("ListRuns").WithSummary("Runs, newest first");

        pipeline.MapGet("/runs/{id}", GetAsync)
            .WithName("GetRun").WithSummary("One run with its sources, errors and progress")
            .WithProblems(StatusCodes.Status404NotFound);

        pipeline.MapGet("/runs/{id}/events", RunEvents.SendAsync)
            .WithName("WatchRun").WithSummary("Server-sent events: the run now, at every change and at its end")
            .Produces<Run>(StatusCodes.Status200OK, "text/event-stream")
            .Produces(StatusCodes.Status204NoContent)
            .WithProblems(StatusCodes.Status404NotFound);

        pipeline.MapStatus();
        api.MapWorkers();
    }

    private static async Task<IResult> StartAsync(
        StartRunRequest request, ClaimsPrincipal user, Proto.Pipeline.PipelineClient pipeline,
        CancellationToken cancellationToken)
    {
        var start = new Proto.StartRunRequest
        {
            Job = request.UpdateType ?? "",
            RequestedBy = user.Identity!.Name!,
        };
        foreach (var (name, value) in request.OptionTexts())
            start.Options.Add(name, value);

        var run = await pipeline.StartRunAsync(start, cancellationToken: cancellationToken);
        return TypedResults.Accepted($"/pipeline/runs/{run.Id}", new StartRunResponse(
            $"The run of {run.Job} is queued.", Guid.Parse(run.Id), RunStatusNames.ToJson(run.Status), run.RequestedBy));
    }

    private static async Task<Stored<IReadOnlyList<Run>>> ListAsync(
        [AsParameters] PageQuery page, [AsParameters] RunQuery query, HttpContext context,
        Proto.Pipeline.PipelineClient pipeline, CancellationToken cancellationToken)
    {
        var request = new Proto.ListRunsRequest
        {
            Limit = page.LimitOrDefault,
            Offset = page.Offset ?? 0,
            Cursor = page.Cursor ?? "",
            Status = RunStatusNames.ToProto(query.Status),
            Job = query.Job ?? "",
        };
        var response = await pipeline.ListRunsAsync(request, cancellationToken: cancellationToken);

        NextLink.Announce(context, response.NextCursor);
        return new([.. response.Runs.Select(RunMapping.ToRun)]);
    }

    private static async Task<Stored<Run>> GetAsync(
        [FromRoute(Name = "id"), Description("The run's UUID.")] Guid id,
        Proto.Pipeline.PipelineClient pipeline, CancellationToken cancellationToken)
    {
        var request = new Proto.GetRunRequest { Id = id.ToString() };
        return new(RunMapping.ToRun(await pipeline.GetRunAsync(request, cancellationToken: cancellationToken)));
    }
}
