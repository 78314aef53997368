using System.Buffers.Text;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace MovieAspire.Gateway.Caching;

/// <summary>
/// Stored data as JSON, with an entity tag made of the body's hash: a caller who has that body already
/// (If-None-Match, RFC 9110 section 13.1.2) gets 304 without it.
/// </summary>
/// <param name="value">The body.</param>
/// <param name="maxAge">How long a copy may be used unasked; null for what changes at any moment.</param>
internal sealed class JsonWithETag<T>(T value, TimeSpan? maxAge = null) : IResult, IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ProducesResponseTypeMetadata(
            StatusCodes.Status200OK, typeof(T), ["application/json"]));
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status304NotModified, typeof(void)));
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var options = httpContext.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value;
        var body = JsonSerializer.SerializeToUtf8Bytes(value, options.SerializerOptions);
        return BodyWithETag.WriteAsync(httpContext, body, "application/json; charset=utf-8", maxAge);
    }
}

/// <summary>Stored data of any type, with an entity tag made of the body's hash.</summary>
/// <param name="body">The body.</param>
/// <param name="contentType">Its media type.</param>
/// <param name="maxAge">How long a copy may be used unasked; null for what changes at any moment.</param>
internal sealed class BodyWithETag(ReadOnlyMemory<byte> body, string contentType, TimeSpan? maxAge = null) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => WriteAsync(httpContext, body, contentType, maxAge);

    internal static Task WriteAsync(HttpContext httpContext, ReadOnlyMemory<byte> body, string contentType, TimeSpan? maxAge)
    {
        var response = httpContext.Response;
        var tag = new EntityTagHeaderValue($"\"{Base64Url.EncodeToString(SHA256.HashData(body.Span))}\"");
        var isLasting = maxAge is not null && StaleResponses.SinceOf(httpContext) is null;
        response.Headers.CacheControl = isLasting ? $"public, max-age={maxAge!.Value.TotalSeconds:0}" : "no-cache";
        response.Headers.ETag = tag.ToString();
        if (IsKnown(httpContext.Request, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = contentType;
        return response.Body.WriteAsync(body, httpContext.RequestAborted).AsTask();
    }

    private static bool IsKnown(HttpRequest request, EntityTagHeaderValue tag) =>
        request.GetTypedHeaders().IfNoneMatch.Any(known =>
            known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false));
}
