using System.Net.Mime;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Primitives;

namespace MovieAspire.Gateway.Http;

/// <summary>How the gateway speaks HTTP: limits, JSON, compression, and headers for browsers.</summary>
internal static class HttpServices
{
    // The largest body that any operation takes is far smaller.
    private const long MaxBodyBytes = 1024 * 1024;

    // A query that is far too long still gets an answer that names its field; Kestrel's own would be an empty 414.
    private const int MaxRequestLineBytes = 64 * 1024;

    private const string NoPagePolicy = "default-src 'none'; frame-ancestors 'none'";

    // The documentation's readers: all they need comes from here. ReDoc would also fetch fonts and report its use.
    private const string PagePolicy =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
        + "worker-src 'self' blob:; frame-ancestors 'none'";

    internal static IHostApplicationBuilder AddHttp(this IHostApplicationBuilder builder)
    {
        builder.Services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
            kestrel.Limits.MaxRequestLineSize = MaxRequestLineBytes;
            kestrel.Limits.MaxRequestBufferSize = MaxBodyBytes;
            kestrel.Limits.MaxRequestHeadersTotalSize = 4 * RequestBounds.MaxHeaderCharacters;
            kestrel.Limits.MaxRequestHeaderCount = 4 * RequestBounds.MaxHeaders;
        });
        builder.Services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, MediaTypeNames.Text.Csv, MediaTypeNames.Image.Svg];
        });
        builder.Services.AddOptions<EventStreamOptions>()
            .BindConfiguration(EventStreamOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<EventStreams>();
        builder.Services.AddJsonSettings();
        builder.AddProxies();
        return builder;
    }

    /// <summary>Before everything else: who calls, and for what.</summary>
    internal static WebApplication UseRequests(this WebApplication app)
    {
        app.UseProxies();
        app.UseHeadRequests();
        app.UseWithoutTracking();
        app.UseRouting();
        return app;
    }

    internal static WebApplication UseHttp(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            // At the last moment, because the exception handler clears what was set before.
            context.Response.OnStarting(static state => CompleteHeaders((HttpResponse)state), context.Response);
            return next(context);
        });
        return app;
    }

    private static Task CompleteHeaders(HttpResponse response)
    {
        // What keeps browsers from doing with a body what it is not meant for (OWASP's REST list).
        var headers = response.Headers;
        if (response.StatusCode is StatusCodes.Status405MethodNotAllowed && headers.Allow.Contains(HttpMethods.Get))
            headers.Allow = StringValues.Concat(headers.Allow, HttpMethods.Head);
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        // The pages have a stricter one of their own.
        if (headers.ContentSecurityPolicy.Count is 0)
        {
            var isPage = response.ContentType?.StartsWith(MediaTypeNames.Text.Html, StringComparison.Ordinal) is true;
            headers.ContentSecurityPolicy = isPage ? PagePolicy : NoPagePolicy;
        }

        // Compressed it is other bytes with the same meaning, which is what a weak tag says.
        if (headers.ContentEncoding.Count > 0 && headers.ETag is [['"', ..] tag])
            headers.ETag = $"W/{tag}";
        return Task.CompletedTask;
    }
}
