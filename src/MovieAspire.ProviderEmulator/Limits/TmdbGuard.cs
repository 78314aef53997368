using System.Security.Cryptography;
using System.Text;
using MovieAspire.ProviderEmulator.Statistics;
using MovieAspire.ProviderEmulator.Tmdb;

namespace MovieAspire.ProviderEmulator.Limits;

/// <summary>TMDB's door: too many connections or requests per second are answered 429, then the key is checked.</summary>
internal static class TmdbGuard
{
    public static void UseTmdbGuard(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var options = context.RequestServices.GetRequiredService<EmulatorOptions>();
        var limit = context.RequestServices.GetRequiredService<RateLimit>();
        var concurrent = (int)context.Items[StatisticsMiddleware.Concurrency]!;

        if ((options.MaxConnections > 0 && concurrent > options.MaxConnections) || !limit.TryEnter())
        {
            context.Response.Headers.RetryAfter = "1";
            var allowed = options.RequestsPerSecond;
            await TmdbErrors.OverLimit(StatusCodes.Status429TooManyRequests, allowed + 1, allowed).ExecuteAsync(context);
        }
        else if (!ApiKey.Matches(Given(context.Request), options.ApiKey))
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

internal static class ApiKey
{
    public static bool Matches(string given, string expected) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));
}
