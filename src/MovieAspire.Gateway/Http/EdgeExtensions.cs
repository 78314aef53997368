using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.AspNetCore.ResponseCompression;
using MovieAspire.Gateway.Errors;

namespace MovieAspire.Gateway.Http;

/// <summary>How the gateway speaks HTTP and JSON.</summary>
internal static class EdgeExtensions
{
    // The largest body that any operation takes is far smaller.
    private const long MaxBodyBytes = 1024 * 1024;

    // A query that is far too long still gets an answer that names its field; Kestrel's own would be an empty 414.
    private const int MaxRequestLineBytes = 64 * 1024;

    internal static WebApplicationBuilder AddEdge(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
            kestrel.Limits.MaxRequestLineSize = MaxRequestLineBytes;
            kestrel.Limits.MaxRequestBufferSize = MaxBodyBytes;
        });
        builder.Services.ConfigureHttpJsonOptions(json => Configure(json.SerializerOptions));
        builder.Services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, Problem.ContentType];
        });
        return builder;
    }

    internal static WebApplication UseEdge(this WebApplication app)
    {
        app.UseResponseCompression();
        app.Use(SecurityHeaders.AddAsync);
        app.Use(WeakenTag);
        return app;
    }

    // Compressed it is other bytes with the same meaning, which is what a weak tag says.
    private static Task WeakenTag(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(static state =>
        {
            var headers = ((HttpContext)state).Response.Headers;
            if (headers.ContentEncoding.Count > 0 && headers.ETag is [['"', ..] tag])
                headers.ETag = $"W/{tag}";
            return Task.CompletedTask;
        }, context);
        return next(context);
    }

    private static void Configure(JsonSerializerOptions json)
    {
        json.TypeInfoResolverChain.Insert(0, GatewayJson.Default);
        json.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        json.AllowDuplicateProperties = false;
        json.NumberHandling = JsonNumberHandling.Strict;
        // Titles in their own script, yet nothing that HTML could take for markup.
        json.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
    }
}
