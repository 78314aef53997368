using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using MovieAspire.Contracts.Pipeline.V1;
using MovieAspire.ServiceDefaults.Errors;
using MovieAspire.Web.Host;
using MovieAspire.Web.Layout;
using MovieAspire.Web.Live;

namespace MovieAspire.Web.Operate;

internal static class RunEndpoints
{
    private const string Options = "options.";

    internal static void MapRuns(this IEndpointRouteBuilder operators, PageConventions host)
    {
        operators.MapGet("/runs", ListAsync);
        operators.MapGet("/runs/{id}", ShowAsync);
        operators.MapGet("/runs/{id}/progress", ProgressAsync);
        host.EventStreams(operators.MapGet("/runs/{id}/events", Watch));
        operators.MapPost("/runs/{id}/cancel", CancelAsync);
        operators.MapGet("/start", StartFormAsync);
        operators.MapPost("/start", StartAsync);
    }

    private static async Task<IResult> ListAsync(
        string? status, string? job, string? cursor, Pipeline.PipelineClient pipeline, CancellationToken cancellationToken)
    {
        var state = Enum.TryParse<RunStatus>(status, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : RunStatus.Unspecified;
        var runs = await pipeline.ListRunsAsync(
            new() { Limit = 30, Status = state, Job = job ?? "", Cursor = cursor ?? "" }, cancellationToken: cancellationToken);
        return Pages.View<RunsPage>(new { Runs = runs, Status = state, Job = job });
    }

    private static async Task<IResult> ShowAsync(string id, Pipeline.PipelineClient pipeline, CancellationToken cancellationToken) =>
        Pages.View<RunPage>(new { Run = await pipeline.GetRunAsync(new() { Id = id }, cancellationToken: cancellationToken) });

    private static async Task<IResult> ProgressAsync(string id, Pipeline.PipelineClient pipeline, CancellationToken cancellationToken) =>
        Pages.View<RunProgressView>(new { Run = await pipeline.GetRunAsync(new() { Id = id }, cancellationToken: cancellationToken) });

    private static IResult Watch(
        string id, HttpRequest request, LiveStream live, Pipeline.PipelineClient pipeline, CancellationToken cancellationToken)
    {
        var seen = LiveStream.SeenBy(request);
        return live.Of<RunProgressView, Run>(
            $"run {id}", token => pipeline.WatchRun(new() { Id = id, AfterRevision = seen }, cancellationToken: token),
            run => run.Revision, run => new() { [nameof(RunProgressView.Run)] = run }, cancellationToken);
    }

    private static async Task<IResult> CancelAsync(
        string id, Pipeline.PipelineClient pipeline, CancellationToken cancellationToken)
    {
        try
        {
            await pipeline.CancelRunAsync(new() { Id = id }, cancellationToken: cancellationToken);
        }
        catch (RpcException e) when (RpcStatus.ReasonOf(e) is "RUN_ENDED")
        {
            // Its page tells how.
        }

        return TypedResults.LocalRedirect($"{OperateEndpoints.Root}/runs/{Uri.EscapeDataString(id)}");
    }

    private static async Task<IResult> StartFormAsync(string? job, Pipeline.PipelineClient pipeline, CancellationToken cancellationToken)
    {
        var jobs = await pipeline.ListJobsAsync(new(), cancellationToken: cancellationToken);
        return jobs.Jobs.FirstOrDefault(known => known.Name == job) is { } chosen
            ? Form(chosen, new(), [], null, StatusCodes.Status200OK)
            : Pages.NotFound($"There is no job {job}.");
    }

    private static async Task<IResult> StartAsync(HttpContext context, Pipeline.PipelineClient pipeline, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        var request = new StartRunRequest { Job = form["job"].ToString() };
        // An empty field is an option that was not given.
        foreach (var (name, value) in form.Where(field => field.Key.StartsWith(Options, StringComparison.Ordinal) && field.Value.ToString().Length > 0))
            request.Options.Add(name[Options.Length..], value.ToString());
        try
        {
            var run = await pipeline.StartRunAsync(request, cancellationToken: cancellationToken);
            return TypedResults.LocalRedirect($"{OperateEndpoints.Root}/runs/{run.Id}");
        }
        catch (RpcException e) when (e.StatusCode is StatusCode.InvalidArgument or StatusCode.AlreadyExists)
        {
            var jobs = await pipeline.ListJobsAsync(new(), cancellationToken: cancellationToken);
            if (jobs.Jobs.FirstOrDefault(known => known.Name == request.Job) is not { } chosen)
                throw;
            var isBad = e.StatusCode is StatusCode.InvalidArgument;
            return Form(
                chosen, request, RpcStatus.ViolationsOf(e), isBad ? null : e.Status.Detail,
                isBad ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict);
        }
    }

    private static RazorComponentResult<StartPage> Form(
        JobDescription job, StartRunRequest request, IReadOnlyList<FieldViolation> violations, string? refusal, int status) =>
        Pages.View<StartPage>(
            new
            {
                Job = job, Values = request.Options, Refusal = refusal,
                Errors = violations.ToDictionary(
                    bad => bad.Field.StartsWith(Options, StringComparison.Ordinal) ? bad.Field[Options.Length..] : bad.Field, bad => bad.Description),
            },
            status);
}
