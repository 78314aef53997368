using Grpc.Core;
using Grpc.Core.Interceptors;
using MovieAspire.Redis.Caching;

namespace MovieAspire.Gateway.Caching;

/// <summary>
/// Tells the caller what a service says of its response: that the database is away, and that it comes from an older
/// cache. In <c>Stale-Since</c>, and in the words of RFC 7234 (Warning 110), which caches and people still know.
/// </summary>
internal sealed class StaleResponses(IHttpContextAccessor contexts) : Interceptor
{
    internal const string Header = "Stale-Since";

    private static readonly object Key = new();

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context,
        AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        var call = continuation(request, context);
        return new(
            ReadAsync(call, contexts.HttpContext), call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers, call.Dispose);
    }

    /// <summary>Since when the response may be wrong; null when it is not stale.</summary>
    internal static string? SinceOf(HttpContext context) => context.Items.TryGetValue(Key, out var since) ? (string?)since : null;

    private static async Task<TResponse> ReadAsync<TResponse>(AsyncUnaryCall<TResponse> call, HttpContext? context)
    {
        var response = await call.ResponseAsync;
        if (context is not null && call.GetTrailers().GetValue(StaleReads.Trailer) is { } since)
        {
            // A page asks for several things at once.
            lock (Key)
            {
                context.Items[Key] = since;
                context.Response.Headers[Header] = since;
                context.Response.Headers.Warning = "110 - \"Response is Stale\"";
            }
        }

        return response;
    }
}
