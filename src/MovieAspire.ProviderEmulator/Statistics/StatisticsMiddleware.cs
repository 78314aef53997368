namespace MovieAspire.ProviderEmulator.Statistics;

/// <summary>Outermost for a provider's requests: what is refused or dropped counts too.</summary>
internal static class StatisticsMiddleware
{
    public static readonly object Concurrency = new();

    public static void UseStatistics(this IApplicationBuilder app, Func<RequestStatistics, ProviderCounter> provider) =>
        app.Use(async (context, next) =>
        {
            var statistics = context.RequestServices.GetRequiredService<RequestStatistics>();
            var counter = provider(statistics);
            context.Items[Concurrency] = counter.Arrive();
            statistics.Endpoint((context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "unknown");
            try
            {
                await next(context);
            }
            finally
            {
                counter.Leave(context.Response.StatusCode);
            }
        });
}
