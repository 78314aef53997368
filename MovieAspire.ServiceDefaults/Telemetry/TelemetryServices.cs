using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace MovieAspire.ServiceDefaults.Telemetry;

/// <summary>
/// Traces, metrics and logs over OTLP. ASP.NET Core, HttpClient, gRPC, Npgsql and the runtime publish
/// their own sources and meters, so no instrumentation packages are needed; ours are named MovieAspire.*.
/// </summary>
internal static class TelemetryServices
{
    private static readonly string[] Sources =
        ["Microsoft.AspNetCore", "System.Net.Http", "Npgsql", "MovieAspire.*"];

    private static readonly string[] Meters =
    [
        "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Routing",
        "Microsoft.AspNetCore.RateLimiting", "Microsoft.AspNetCore.Diagnostics", "System.Net.Http",
        "System.Runtime", "Npgsql", "Polly", "MovieAspire.*",
    ];

    internal static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        // Without a collector, spans and measurements would be made for nobody; requests have a trace id all the same.
        if (string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            return;

        // ASP.NET Core then gives its spans the attributes of OpenTelemetry's HTTP conventions; the sampler needs the path.
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);

        builder.Logging.AddOpenTelemetry(logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = true;
        });

        builder.Services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics.AddMeter(Meters))
            .WithTracing(tracing => tracing
                .AddSource(builder.Environment.ApplicationName)
                .AddSource(Sources)
                .SetSampler(ProbeSampler.Create(builder.Configuration))
                .AddProcessor(new IdlePollingFilter()))
            .UseOtlpExporter();
    }
}
