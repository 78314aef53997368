using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using MovieAspire.Gateway.Backends;
using MovieAspire.Gateway.Http;
using MovieAspire.Gateway.OpenApi;
using MovieAspire.ServiceDefaults.HealthChecks;

namespace MovieAspire.Gateway.Service;

internal static class HealthServices
{
    internal static IHostApplicationBuilder AddHealth(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(services => new BriefMemory<Health>(
            services.GetRequiredService<TimeProvider>(), () => HealthSummary.AskAsync(services.GetRequiredService<ServiceProbe>())));
        builder.Services.AddJson(ServiceJson.Default).AddExamples(Health.Example, new Alive(ComponentHealth.Healthy));
        return builder;
    }
}

internal static class HealthEndpoints
{
    internal static void MapHealth(this RouteGroupBuilder api)
    {
        // A crowd behind the address of the one who probes is no reason to restart a process; an answer costs next to nothing.
        api.MapGet("/health", HealthAsync).DisableRateLimiting()
            .WithName("GetHealth").WithTags("Service").WithSummary("Whether reads can be served, and how each part is")
            .Produces<Health>()
            .Produces<Health>(StatusCodes.Status503ServiceUnavailable);

        api.MapGet("/alive", (HttpContext context) => Fresh(context, new Alive(ComponentHealth.Healthy))).DisableRateLimiting()
            .WithName("GetAlive").WithTags("Service").WithSummary("Whether this process runs")
            .Produces<Alive>();
    }

    private static async Task<JsonHttpResult<Health>> HealthAsync(
        BriefMemory<Health> memory, HttpContext context, CancellationToken cancellationToken)
    {
        var health = await memory.AskAsync(cancellationToken);
        return Fresh(context, health, health.Status is ComponentHealth.Unhealthy
            ? StatusCodes.Status503ServiceUnavailable
            : StatusCodes.Status200OK);
    }

    private static JsonHttpResult<T> Fresh<T>(HttpContext context, T body, int status = StatusCodes.Status200OK)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(body, statusCode: status);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Health))]
[JsonSerializable(typeof(Alive))]
internal sealed partial class ServiceJson : JsonSerializerContext;
