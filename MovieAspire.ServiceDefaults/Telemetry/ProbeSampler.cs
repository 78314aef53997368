using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace MovieAspire.ServiceDefaults.Telemetry;

/// <summary>
/// Keeps health probes out of the traces, which they would bury: the server span of a probe is not sampled, and
/// everything that it causes, here, in the processes it calls and in integrations that report later (Redis' PING), follows
/// that decision. Otherwise a trace is sampled as its caller decided, or at the ratio of <c>OTEL_TRACES_SAMPLER_ARG</c>.
/// </summary>
internal sealed class ProbeSampler(Sampler others) : Sampler
{
    internal static Sampler Create(IConfiguration configuration)
    {
        var ratio = configuration["OTEL_TRACES_SAMPLER"]?.EndsWith("traceidratio", StringComparison.Ordinal) is true
            ? configuration.GetValue("OTEL_TRACES_SAMPLER_ARG", 1d)
            : 1d;
        var root = new ProbeSampler(new TraceIdRatioBasedSampler(ratio));
        return new ParentBasedSampler(root, remoteParentSampled: new ProbeSampler(new AlwaysOnSampler()));
    }

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
        samplingParameters.Kind is ActivityKind.Server && IsProbe(samplingParameters.Tags)
            ? new SamplingResult(SamplingDecision.Drop)
            : others.ShouldSample(samplingParameters);

    private static bool IsProbe(IEnumerable<KeyValuePair<string, object?>>? tags) =>
        tags?.FirstOrDefault(tag => tag.Key is "url.path").Value is string path
        && (path is "/health" or "/alive" or "/ready" || path.StartsWith("/grpc.health.v1.", StringComparison.Ordinal));
}

/// <summary>
/// Leaves out calls that belong to no operation: the polling of an idle system (the queue, signals, the state of the
/// database, of Redis and of the search index) would be all that its traces show. What a request or a run asks has a parent.
/// </summary>
internal sealed class IdlePollingFilter : BaseProcessor<Activity>
{
    private static readonly string[] Polled = ["Npgsql", "OpenTelemetry.Instrumentation.StackExchangeRedis", "System.Net.Http"];

    public override void OnEnd(Activity data)
    {
        if (data is { Kind: ActivityKind.Client, Parent: null } && data.ParentSpanId == default && Polled.Contains(data.Source.Name))
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }
}
