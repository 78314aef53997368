using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http.Metadata;

namespace MovieAspire.Gateway.Http;

/// <summary>
/// Refuses what is not ours to read, as a problem document: the server's own refusals have no body, so its limits are
/// wider than these.
/// </summary>
internal static class RequestBounds
{
    internal const int MaxHeaders = 100;
    internal const int MaxHeaderCharacters = 32 * 1024;

    internal static IApplicationBuilder UseRequestBounds(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (!IsWithin(context.Request.Headers))
            throw new BadHttpRequestException("The header is too large.", StatusCodes.Status431RequestHeaderFieldsTooLarge);
        if (context.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>() is not null)
            RequireUtf8(context.Request);
        return next(context);
    });

    private static bool IsWithin(IHeaderDictionary headers)
    {
        var characters = 0;
        foreach (var (name, values) in headers)
        {
            characters += name.Length;
            foreach (var value in values)
                characters += value?.Length ?? 0;
        }

        return headers.Count <= MaxHeaders && characters <= MaxHeaderCharacters;
    }

    // JSON between systems is always that (RFC 8259, section 8.1). Other types are refused where the body is read, by code
    // that does not know each charset.
    private static void RequireUtf8(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || type.CharSet is not { } charset
            || type.MediaType?.EndsWith("json", StringComparison.OrdinalIgnoreCase) is not true)
            return;
        if (!charset.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            throw new BadHttpRequestException("The body is not in UTF-8.", StatusCodes.Status415UnsupportedMediaType);
        request.ContentType = type.MediaType;
    }
}
