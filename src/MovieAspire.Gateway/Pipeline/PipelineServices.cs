using System.Text.Json.Serialization;
using MovieAspire.Gateway.Errors;
using MovieAspire.Gateway.Http;
using MovieAspire.Gateway.OpenApi;

namespace MovieAspire.Gateway.Pipeline;

/// <summary>What the workers do: runs, schedules, quotas.</summary>
internal static class PipelineServices
{
    internal static IHostApplicationBuilder AddPipeline(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<RunEvents>();
        builder.Services.AddJson(PipelineJson.Default).AddExamples(
            Run.Example, RunCount.Example, StartRunRequest.Example, StartRunResponse.Example, PipelineStatus.Example, SchedulerStatus.Example,
            Quota.Example, WorkersStatus.Example);
        return builder;
    }

    internal static void MapPipeline(this RouteGroupBuilder api)
    {
        var pipeline = api.MapGroup("/pipeline").WithTags("Pipeline").WithServiceProblems();
        pipeline.MapRuns();
        pipeline.MapStatus();
        api.MapWorkers();
    }
}

/// <summary>The request of a run is left to reflection: the generator cannot fill its extension data.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Run))]
[JsonSerializable(typeof(IReadOnlyList<Run>))]
[JsonSerializable(typeof(IReadOnlyList<RunCount>))]
[JsonSerializable(typeof(StartRunResponse))]
[JsonSerializable(typeof(PipelineStatus))]
[JsonSerializable(typeof(SchedulerStatus))]
[JsonSerializable(typeof(IReadOnlyList<Quota>))]
[JsonSerializable(typeof(WorkersStatus))]
internal sealed partial class PipelineJson : JsonSerializerContext;
