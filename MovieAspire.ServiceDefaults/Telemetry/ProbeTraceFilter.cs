using System.Diagnostics;
using OpenTelemetry;

namespace MovieAspire.ServiceDefaults.Telemetry;

/// <summary>Keeps health probes out of the traces; they would bury everything else.</summary>
internal sealed class ProbeTraceFilter : BaseProcessor<Activity>
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
    }
}
