namespace MovieAspire.Gateway.Http;

/// <summary>Headers that keep browsers from doing with the answers what they are not meant for (OWASP's REST list).</summary>
internal static class SecurityHeaders
{
    internal static Task AddAsync(HttpContext context, RequestDelegate next)
    {
        // At the last moment, because the exception handler clears what was set before.
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "no-referrer";

            // The documentation pages bring scripts and styles; nothing else is a page.
            if (context.Response.ContentType?.Contains("json", StringComparison.Ordinal) is true)
                headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
            return Task.CompletedTask;
        });
        return next(context);
    }
}
