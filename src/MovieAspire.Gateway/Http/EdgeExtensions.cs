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

    // An address that is too long by far still gets to hear which of its parameters is.
    private const int MaxAddressBytes = 64 * 1024;

    internal static WebApplicationBuilder AddEdge(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
            kestrel.Limits.MaxRequestLineSize = MaxAddressBytes;
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
        return app;
    }

    private static void Configure(JsonSerializerOptions json)
    {
        json.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        json.AllowDuplicateProperties = false;
        json.NumberHandling = JsonNumberHandling.Strict;
        // Titles in their own script, yet nothing that HTML could take for markup.
        json.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
    }
}
