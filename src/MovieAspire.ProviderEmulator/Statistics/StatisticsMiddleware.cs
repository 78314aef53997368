using Microsoft.AspNetCore.Routing.Patterns;

namespace MovieAspire.ProviderEmulator.Statistics;

/// <summary>Outermost for a provider's requests: what is refused or dropped counts too.</summary>
internal static class StatisticsMiddleware
{
    public static readonly object Concurrency = new();

    public static IHostApplicationBuilder AddStatistics(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(services => new RequestStatistics(services.GetRequiredService<TimeProvider>()));
        return builder;
    }

    public static void UseStatistics(this IApplicationBuilder app, Func<RequestStatistics, ProviderCounter> provider) =>
        app.Use(async (context, next) =>
        {
            var statistics = context.RequestServices.GetRequiredService<RequestStatistics>();
            var counter = provider(statistics);
            context.Items[Concurrency] = counter.Arrive();
            statistics.Endpoint(Name(context.GetEndpoint()));
            try
            {
                await next(context);
            }
            finally
            {
                counter.Leave(context.Response.StatusCode);
            }
        });

    /// <summary>The route without its constraints: "/3/movie/{id}".</summary>
    private static string Name(Endpoint? endpoint) => endpoint is RouteEndpoint route
        ? string.Concat(route.RoutePattern.PathSegments.Select(segment => "/" + string.Concat(segment.Parts.Select(Name))))
        : "unknown";

    private static string Name(RoutePatternPart part) => part switch
    {
        RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
        RoutePatternLiteralPart literal => literal.Content,
        _ => "",
    };
}
