using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MovieAspire.ServiceDefaults.HealthChecks;

/// <summary>
/// <c>/alive</c>: the process runs. <c>/ready</c>: it may be sent requests, see <see cref="Readiness"/>. <c>/health</c>:
/// every check, for people and for the gateway; from a second's memory, however many ask. What changes is logged once
/// (<see cref="HealthLog"/>).
/// </summary>
public static partial class HealthEndpoints
{
    private const string Live = "live";

    internal static void AddDefaultHealthChecks(this IHostApplicationBuilder builder)
    {
        builder.Services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), [Live]);
        builder.Services.AddSingleton<HealthLog>();
        builder.Services.AddSingleton<IHealthCheckPublisher>(services => services.GetRequiredService<HealthLog>());
        // It would say the same of every check each time that somebody asks.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        builder.Services.AddSingleton(services => new BriefMemory<HealthReport>(services.GetRequiredService<TimeProvider>(), async () =>
        {
            var report = await services.GetRequiredService<HealthCheckService>().CheckHealthAsync(CancellationToken.None);
            services.GetRequiredService<HealthLog>().Note(report);
            return report;
        }));
        builder.Services.AddSingleton<Readiness>();
    }

    internal static void MapHealthEndpoints(this WebApplication app)
    {
        var memory = app.Services.GetRequiredService<BriefMemory<HealthReport>>();
        app.Map("/health", async context => await WriteAsync(context, await memory.AskAsync(context.RequestAborted))).ShortCircuit();
        app.MapHealthChecks("/alive", new HealthCheckOptions
        {
            Predicate = check => check.Tags.Contains(Live),
            ResponseWriter = WriteBodyAsync,
        }).ShortCircuit();
        app.MapReadiness();
    }

    /// <summary>Maps <c>/ready</c> alone, for a process whose <c>/health</c> and <c>/alive</c> are its own.</summary>
    public static void MapReadiness(this IEndpointRouteBuilder app)
    {
        var readiness = app.ServiceProvider.GetRequiredService<Readiness>();
        app.Map("/ready", async context => await WriteAsync(context, await readiness.AskAsync(context.RequestAborted)))
            .ExcludeFromDescription().ShortCircuit();
    }

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.StatusCode = report.Status is HealthStatus.Unhealthy
            ? StatusCodes.Status503ServiceUnavailable
            : StatusCodes.Status200OK;
        context.Response.Headers.CacheControl = "no-store, no-cache";
        return WriteBodyAsync(context, report);
    }

    /// <summary><c>{status, checks: {name: {status, latency_ms, reason?}}}</c></summary>
    private static Task WriteBodyAsync(HttpContext context, HealthReport report)
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
        // What is healthy may have something to say as well: "not configured".
        if ((entry.Description ?? entry.Exception?.Message) is { } reason)
            result["reason"] = WithoutAddresses(reason);
        return result;
    }

    /// <summary>A reason that anyone may read: drivers name hosts and ports in their messages.</summary>
    public static string WithoutAddresses(string reason) => Address().Replace(reason, "(address)");

    private static string Name(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        _ => "unhealthy",
    };

    // URLs, IPv4 and bracketed IPv6 with or without a port, IPv6 that starts with ::, and name:port.
    [GeneratedRegex(@"\b[a-z][a-z0-9+.-]*://[^\s'"")]+|\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b|\[[0-9a-f:%.]+\](?::\d+)?|(?<![\w:])::1?(?::\d+)?\b|\b[a-z0-9][\w.-]*:\d{2,5}\b", RegexOptions.IgnoreCase)]
    private static partial Regex Address();
}
