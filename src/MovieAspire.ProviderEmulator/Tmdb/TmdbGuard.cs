using Microsoft.Extensions.Options;
using MovieAspire.ProviderEmulator.Limits;
using MovieAspire.ProviderEmulator.Statistics;

namespace MovieAspire.ProviderEmulator.Tmdb;

/// <summary>TMDB's door: too many connections or requests per second are answered 429, then the key is checked.</summary>
internal static class TmdbGuard
{
    public static void UseTmdbGuard(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var options = context.RequestServices.GetRequiredService<IOptions<LimitOptions>>().Value;
        var limit = context.RequestServices.GetRequiredService<RateLimit>();
        var concurrent = (int)context.Items[StatisticsMiddleware.Concurrency]!;

        if ((options.MaxConnections > 0 && concurrent > options.MaxConnections) || !limit.TryEnter())
        {
            context.Response.Headers.RetryAfter = "1";
            var allowed = options.RequestsPerSecond;
            await TmdbErrors.OverLimit(StatusCodes.Status429TooManyRequests, allowed + 1, allowed).ExecuteAsync(context);
        }
        else if (!options.IsKey(Given(context.Request)))
        {
            await TmdbErrors.InvalidKey.ExecuteAsync(context);
        }
        else
        {
            await next(context);
        }
    });

    private static string Given(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.ToString();
        return authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? authorization["Bearer ".Length..]
            : request.Query["api_key"].ToString();
    }
}
