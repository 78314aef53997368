namespace MovieAspire.Gateway.Http;

/// <summary>
/// HEAD wherever there is GET (RFC 9110, section 9.3.2): answered as GET by everything here, and the server, which knows the
/// request as it came, sends no body.
/// </summary>
internal static class HeadRequests
{
    private static readonly object Key = new();

    internal static bool IsHead(this HttpContext context) => context.Items.ContainsKey(Key);

    internal static IApplicationBuilder UseHeadRequests(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (!HttpMethods.IsHead(context.Request.Method))
            return next(context);
        context.Request.Method = HttpMethods.Get;
        context.Items[Key] = true;
        return next(context);
    });
}
