using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Polly.Telemetry;

namespace Microsoft.Extensions.Http.Resilience;

/// <summary>
/// Logs and counts retries, timeouts, refusals and circuit changes under the names of the official
/// package (meter "Polly"); of its three instruments only the event counter is here.
/// </summary>
internal sealed partial class PipelineTelemetry(ILogger logger) : TelemetryListener
{
    private static readonly Meter Meter = new("Polly");
    private static readonly Counter<int> Events = Meter.CreateCounter<int>(
        "resilience.polly.strategy.events",
        description: "Tracks the number of resilience events that occurred in resilience strategies.");

    public override void Write<TResult, TArgs>(in TelemetryEventArguments<TResult, TArgs> args)
    {
        LogLevel level = args.Event.Severity switch
        {
            ResilienceEventSeverity.Debug => LogLevel.Debug,
            ResilienceEventSeverity.Information => LogLevel.Information,
            ResilienceEventSeverity.Warning => LogLevel.Warning,
            ResilienceEventSeverity.Error => LogLevel.Error,
            ResilienceEventSeverity.Critical => LogLevel.Critical,
            _ => LogLevel.None,
        };
        if (level == LogLevel.None)
            return;

        if (Events.Enabled)
            Events.Add(1, new TagList
            {
                { "event.name", args.Event.EventName },
                { "event.severity", args.Event.Severity.ToString() },
                { "pipeline.name", args.Source.PipelineName },
                { "pipeline.instance", args.Source.PipelineInstanceName },
                { "strategy.name", args.Source.StrategyName },
                { "operation.key", args.Context.OperationKey },
                { "exception.type", args.Outcome?.Exception?.GetType().FullName },
            });

        if (logger.IsEnabled(level))
        {
            string? result = Describe(args.Outcome);
            LogEvent(
                level, args.Event.EventName, args.Source.PipelineName, args.Source.PipelineInstanceName,
                args.Source.StrategyName, result, args.Outcome?.Exception);
        }
    }

    private static string? Describe<TResult>(Polly.Outcome<TResult>? outcome) => outcome switch
    {
        { Result: HttpResponseMessage response } => ((int)response.StatusCode).ToString(
            System.Globalization.CultureInfo.InvariantCulture),
        { Exception: { } exception } => exception.Message,
        _ => outcome?.Result?.ToString(),
    };

    [LoggerMessage(
        EventId = 0, EventName = "ResilienceEvent",
        Message = "Resilience event occurred. EventName: '{EventName}', "
            + "Source: '{PipelineName}/{PipelineInstance}/{StrategyName}', Result: '{Result}'")]
    private partial void LogEvent(
        LogLevel level, string eventName, string? pipelineName, string? pipelineInstance, string? strategyName,
        string? result, Exception? exception);
}
