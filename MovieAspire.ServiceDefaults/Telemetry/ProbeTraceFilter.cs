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

        // ASP.NET Core sets no route on its spans; the path is all there is.
        var path = data.GetTagItem("url.path") as string;
        var isProbe = path is "/health" or "/alive" || path?.StartsWith("/grpc.health.v1.", StringComparison.Ordinal) is true;
        if (isProbe)
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }
}
