using System.Diagnostics.CodeAnalysis;

namespace Polly;

/// <summary>Carries the request in the context of its execution.</summary>
[Experimental("EXTEXP0001", UrlFormat = "https://aka.ms/dotnet-extensions-warnings/{0}")]
public static class HttpResilienceContextExtensions
{
    private static readonly ResiliencePropertyKey<HttpRequestMessage?> Key = new("Resilience.Http.RequestMessage");

    /// <summary>The request being executed, if any.</summary>
    public static HttpRequestMessage? GetRequestMessage(this ResilienceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Properties.GetValue(Key, null);
    }

    /// <summary>Replaces the request to send.</summary>
    public static void SetRequestMessage(this ResilienceContext context, HttpRequestMessage? requestMessage)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Properties.Set(Key, requestMessage);
    }
}
