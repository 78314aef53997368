using System.Diagnostics;
using OpenTelemetry;

namespace MovieAspire.ServiceDefaults.Telemetry;

/// <summary>Names requests by their route, and keeps health probes out; they would bury everything else.</summary>
internal sealed class RequestSpanProcessor : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        if (data.Kind is not ActivityKind.Server)
            return;

        var isProbe = data.GetTagItem("url.path") is "/health" or "/alive"
            || data.GetTagItem("http.route") is "/health" or "/alive"
            || data.DisplayName.Contains("grpc.health.v1", StringComparison.Ordinal);
        if (isProbe)
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        else if (data.GetTagItem("http.request.method") is string method && data.GetTagItem("http.route") is string route)
            data.DisplayName = $"{method} {route}";
    }
}
