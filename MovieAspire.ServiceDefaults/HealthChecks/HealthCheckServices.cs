using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace MovieAspire.ServiceDefaults.HealthChecks;

internal static class HealthCheckServices
{
    private const string Live = "live";

    internal static void AddDefaultHealthChecks(this IHostApplicationBuilder builder) =>
        builder.Services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), [Live]);

    internal static void MapHealthEndpoints(this WebApplication app)
    {
        app.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = WriteAsync }).ShortCircuit();
        app.MapHealthChecks("/alive", new HealthCheckOptions
        {
            Predicate = check => check.Tags.Contains(Live),
            ResponseWriter = WriteAsync,
        }).ShortCircuit();
    }

    /// <summary><c>{status, checks: {name: {status, latency_ms, reason?}}}</c></summary>
    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        var body = new Dictionary<string, object>
        {
            ["status"] = Name(report.Status),
            ["checks"] = report.Entries.ToDictionary(entry => entry.Key, entry => Describe(entry.Value)),
        };
        return context.Response.WriteAsJsonAsync(body, JsonSerializerOptions.Web, context.RequestAborted);
    }

    private static Dictionary<string, object> Describe(HealthReportEntry entry)
    {
        var result = new Dictionary<string, object>
        {
            ["status"] = Name(entry.Status),
            ["latency_ms"] = Math.Round(entry.Duration.TotalMilliseconds, 1),
        };
        var reason = entry.Description ?? entry.Exception?.Message;
        if (entry.Status is not HealthStatus.Healthy && reason is not null)
            result["reason"] = reason;
        return result;
    }

    private static string Name(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        _ => "unhealthy",
    };
}
