using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Projects;

/// <summary>The OpenTelemetry settings that send a project's traces, metrics and logs to the dashboard.</summary>
internal static class Telemetry
{
    private static readonly string[] Delays = ["OTEL_BLRP_SCHEDULE_DELAY", "OTEL_BSP_SCHEDULE_DELAY", "OTEL_METRIC_EXPORT_INTERVAL"];

    public static void AddTo(IResourceBuilder<ProjectResource> project)
    {
        var application = project.ApplicationBuilder;
        project.WithEnvironment(context =>
        {
            var variables = context.EnvironmentVariables;
            variables["OTEL_SERVICE_NAME"] = context.Resource.Name;
            variables["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={ResourceIds.InstanceId(context.Resource)}";

            // Set by the dashboard's host before anything starts; without a dashboard nothing is exported.
            if (application.Configuration["AppHost:OtlpEndpoint"] is not { } endpoint)
                return;
            variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint;
            variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc";
            if (application.Configuration["AppHost:OtlpApiKey"] is { } key)
                variables["OTEL_EXPORTER_OTLP_HEADERS"] = $"x-otlp-api-key={key}";

            if (application.Environment.IsDevelopment())
            {
                // One second, so that the dashboard shows things as they happen.
                foreach (var delay in Delays)
                    variables[delay] = "1000";
                variables["OTEL_TRACES_SAMPLER"] = "always_on";
                variables["OTEL_METRICS_EXEMPLAR_FILTER"] = "trace_based";
            }
        });
    }
}
