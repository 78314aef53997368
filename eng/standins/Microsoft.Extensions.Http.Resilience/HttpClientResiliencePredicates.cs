using System.Diagnostics.CodeAnalysis;
using System.Net;
using Polly;
using Polly.Timeout;

namespace Microsoft.Extensions.Http.Resilience;

/// <summary>Which outcomes of a request may be different next time.</summary>
public static class HttpClientResiliencePredicates
{
    /// <summary>5xx, 408 and 429; a failed connection; an attempt that ran into the timeout strategy.</summary>
    public static bool IsTransient(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Result.StatusCode: >= HttpStatusCode.InternalServerError } => true,
        { Result.StatusCode: HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests } => true,
        { Exception: HttpRequestException or TimeoutRejectedException } => true,
        _ => false,
    };

    /// <summary>Also the handler's own connect timeout, unless the caller has cancelled.</summary>
    [Experimental("EXTEXP0001", UrlFormat = "https://aka.ms/dotnet-extensions-warnings/{0}")]
    public static bool IsTransient(Outcome<HttpResponseMessage> outcome, CancellationToken cancellationToken) =>
        IsTransientOrConnectTimeout(outcome, cancellationToken);

    // SocketsHttpHandler's ConnectTimeout surfaces as a cancellation around a TimeoutException.
    internal static bool IsTransientOrConnectTimeout(
        Outcome<HttpResponseMessage> outcome, CancellationToken cancellationToken) =>
#pragma warning disable CA2016 // the overload with a token is this method
        IsTransient(outcome)
#pragma warning restore CA2016
        || (!cancellationToken.IsCancellationRequested
            && outcome.Exception is OperationCanceledException
            {
                Source: "System.Private.CoreLib", InnerException: TimeoutException,
            });
}
