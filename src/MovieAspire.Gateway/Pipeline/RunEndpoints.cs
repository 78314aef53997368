using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using MovieAspire.Gateway.Auth;
using MovieAspire.Gateway.Caching;
using MovieAspire.Gateway.Errors;
using MovieAspire.Gateway.Http;
using MovieAspire.Gateway.Paging;
using MovieAspire.Gateway.Parameters;
using MovieAspire.Gateway.RateLimits;
using MovieAspire.ServiceDefaults.Errors;
using Proto = MovieAspire.Contracts.Pipeline.V1;

namespace MovieAspire.Gateway.Pipeline;

/// <summary>Which job to run, with the job's options beside it.</summary>
public sealed record StartRunRequest
{
    /// <summary>quick, daily, full, discover, refresh and others; an unknown one is refused with the list of the known.</summary>
    /// <example>quick</example>
    public string? UpdateType { get; init; }

    /// <summary>The job's own options: texts, numbers or booleans.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement> Options { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>The options as the worker takes them.</summary>
    internal IEnumerable<KeyValuePair<string, string>> OptionTexts() =>
        Options.Select(option => KeyValuePair.Create(option.Key, TextOf(option.Key, option.Value)));

    internal static StartRunRequest Example { get; } = new() { UpdateType = "quick" };

    private static string TextOf(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => StringOf(name, value),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => throw ServiceError.InvalidField(name, "must be a text, a number or a boolean"),
    };

    private static string StringOf(string name, JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw ServiceError.InvalidField(name, "must be in UTF-8");
        }
    }
}

/// <summary>A run that waits for a worker.</summary>
/// <param name="Message">For people.</param>
/// <param name="RunId">The run's address is in the Location header, too.</param>
/// <param name="Status">queued, or running when a worker was quick.</param>
/// <param name="TriggeredBy">The user of the access token.</param>
public sealed record StartRunResponse(string Message, Guid RunId, string Status, string TriggeredBy)
{
    internal static StartRunResponse Example { get; } = new("The run of quick is queued.", Run.Example.Id, "queued", "admin");
}

/// <summary>Runs of one job that are in one state.</summary>
/// <param name="Job">What they do.</param>
/// <param name="Status">queued, running, succeeded, partial, failed, cancelled or no_op.</param>
/// <param name="Runs">How many.</param>
/// <param name="Newest">When the newest of them was asked for; UTC.</param>
public sealed record RunCount(string Job, string Status, long Runs, DateTime? Newest)
{
    internal static RunCount Example { get; } = new("quick", "succeeded", 112, new(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc));

    internal static RunCount From(Proto.RunCount count) =>
        new(count.Job, EnumNames<Proto.RunStatus>.ToName(count.Status), count.Runs, count.Newest.ToUtc());
}

/// <summary>Which runs.</summary>
internal sealed record RunQuery
{
    [FromQuery(Name = "status"), EnumNames<Proto.RunStatus>, Description("Only runs in this state.")]
    public string? Status { get; init; }

    [FromQuery(Name = "job"), MaxLength(100), Description("Only runs of this job.")]
    public string? Job { get; init; }
}

internal static class RunEndpoints
{
    internal static void MapRuns(this RouteGroupBuilder pipeline)
    {
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

        pipeline.MapGet("/runs/summary", SummaryAsync)
            .WithName("GetRunSummary").WithSummary("How many runs there are of each job and status");

        pipeline.MapGet("/runs/{id}/events", RunEvents.SendAsync)
            .CountsAs(RequestKind.EventStream)
            .WithName("WatchRun").WithSummary("Server-sent events: the run now, at every change and at its end")
            .Produces<Run>(StatusCodes.Status200OK, "text/event-stream")
            .Produces(StatusCodes.Status204NoContent)
            .WithProblems(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> StartAsync(
        StartRunRequest request, Proto.Pipeline.PipelineClient pipeline, CancellationToken cancellationToken)
    {
        var start = new Proto.StartRunRequest { Job = request.UpdateType ?? "" };
        foreach (var (name, value) in request.OptionTexts())
            start.Options.Add(name, value);

        var run = await pipeline.StartRunAsync(start, cancellationToken: cancellationToken);
        return TypedResults.Accepted($"/pipeline/runs/{run.Id}", new StartRunResponse(
            $"The run of {run.Job} is queued.", Guid.Parse(run.Id), EnumNames<Proto.RunStatus>.ToName(run.Status), run.RequestedBy));
    }

    private static async Task<JsonWithETag<IReadOnlyList<Run>>> ListAsync(
        [AsParameters] PageQuery page, [AsParameters] RunQuery query, HttpContext context,
        Proto.Pipeline.PipelineClient pipeline, CancellationToken cancellationToken)
    {
        var request = new Proto.ListRunsRequest
        {
            Limit = page.LimitOrDefault,
            Offset = page.Offset ?? 0,
            Cursor = page.Cursor ?? "",
            Status = EnumNames<Proto.RunStatus>.ToValue(query.Status),
            Job = query.Job ?? "",
            Count = page.IsCounted,
        };
        var response = await pipeline.ListRunsAsync(request, cancellationToken: cancellationToken);

        NextLink.Announce(context, response.NextCursor);
        TotalCount.Announce(context, page, response.TotalCount);
        return new([.. response.Runs.Select(Run.From)]);
    }

    private static async Task<JsonWithETag<IReadOnlyList<RunCount>>> SummaryAsync(
        Proto.Pipeline.PipelineClient pipeline, CancellationToken cancellationToken)
    {
        var response = await pipeline.GetRunSummaryAsync(new(), cancellationToken: cancellationToken);
        return new([.. response.Counts.Select(RunCount.From)]);
    }

    private static async Task<JsonWithETag<Run>> GetAsync(
        [FromRoute(Name = "id"), Description("The run's UUID.")] Guid id,
        Proto.Pipeline.PipelineClient pipeline, CancellationToken cancellationToken)
    {
        var request = new Proto.GetRunRequest { Id = id.ToString() };
        return new(Run.From(await pipeline.GetRunAsync(request, cancellationToken: cancellationToken)));
    }
}
