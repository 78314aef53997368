using Microsoft.AspNetCore.Http.Extensions;

namespace MovieAspire.Gateway.Http;

/// <summary>
/// Takes away what campaigns and social networks append to an address on its way to a reader: it is meant for the pages it
/// leads from, and would be refused here as a parameter that no operation has, or kept as another address.
/// </summary>
internal static class TrackingParameters
{
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "dclid", "fbclid", "gad_source", "gbraid", "gclid", "igshid", "mc_cid", "mc_eid", "msclkid", "ref", "ttclid", "twclid", "wbraid", "yclid",
    };

    internal static IApplicationBuilder UseWithoutTracking(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var request = context.Request;
        if (request.QueryString.HasValue && request.Query.Keys.Any(IsTracking))
            request.QueryString = new QueryBuilder(request.Query.Where(value => !IsTracking(value.Key))).ToQueryString();
        return next(context);
    });

    private static bool IsTracking(string name) => name.StartsWith("utm_", StringComparison.Ordinal) || Names.Contains(name);
}
