using System.Text.Json.Serialization;
using MovieAspire.Gateway.Http;
using MovieAspire.Gateway.OpenApi;

namespace MovieAspire.Gateway.Metrics;

internal static class MetricsServices
{
    private static readonly HashSet<string> KnownMethods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

    internal static IHostApplicationBuilder AddMetrics(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<RequestStatistics>().AddSingleton<MetricsReader>();
        builder.Services.AddJson(MetricsJson.Default).AddExamples(Metrics.Example);
        return builder;
    }

    /// <summary>Counts every request, also those that a later part of the pipeline refuses.</summary>
    internal static WebApplication UseMetrics(this WebApplication app)
    {
        var statistics = app.Services.GetRequiredService<RequestStatistics>();
        var time = app.Services.GetRequiredService<TimeProvider>();
        app.Use(async (context, next) =>
        {
            var start = time.GetTimestamp();
            // Before the exception handler takes it away.
            var route = RouteOf(context);
            try
            {
                await next(context);
            }
            finally
            {
                // A stream of events takes as long as what it tells of, which says nothing of us.
                var isStream = context.Response.ContentType is "text/event-stream";
                statistics.Add(
                    MethodOf(context.Request), route, context.Response.StatusCode, isStream ? null : time.GetElapsedTime(start));
            }
        });
        return app;
    }

    internal static void MapMetrics(this RouteGroupBuilder api) =>
        api.MapGet("/metrics", GetAsync)
            .WithName("GetMetrics").WithTags("Service")
            .WithSummary("Requests, latencies, caches and jobs in figures; Prometheus' text where text/plain is preferred")
            .WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(Metrics), ["application/json"]));

    private static async Task<IResult> GetAsync(
        HttpContext context, MetricsReader reader, RequestStatistics statistics, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        var metrics = await reader.ReadAsync(cancellationToken);
        return PrefersText(context.Request)
            ? TypedResults.Text(PrometheusText.Write(metrics, statistics.Operations), PrometheusText.ContentType)
            : TypedResults.Json(metrics);
    }

    // What Prometheus sends; a browser or curl, which take anything, get JSON.
    private static bool PrefersText(HttpRequest request) => request.GetTypedHeaders().Accept
        .Where(type => type.Quality is not 0)
        .OrderByDescending(type => type.Quality ?? 1)
        .Select(type => type.MediaType.Value)
        .FirstOrDefault() is "text/plain" or "application/openmetrics-text";

    // Neither methods nor paths of a caller's own making, of which there are endlessly many.
    private static string MethodOf(HttpRequest request) => KnownMethods.Contains(request.Method) ? request.Method : "OTHER";

    private static string RouteOf(HttpContext context) =>
        context.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } route } ? Rooted(route) : "other";

    // A group's own address comes without the first slash, or with one at the end.
    private static string Rooted(string route) => $"/{route.Trim('/')}";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Metrics))]
internal sealed partial class MetricsJson : JsonSerializerContext;
