using Polly;

namespace System.Net.Http;

/// <summary>Carries the context of an execution in its request.</summary>
public static class HttpResilienceHttpRequestMessageExtensions
{
    private static readonly HttpRequestOptionsKey<ResilienceContext?> Key = new("Resilience.Http.ResilienceContext");

    /// <summary>The context to execute the request in, if one was set.</summary>
    public static ResilienceContext? GetResilienceContext(this HttpRequestMessage requestMessage)
    {
        ArgumentNullException.ThrowIfNull(requestMessage);
        return requestMessage.Options.TryGetValue(Key, out ResilienceContext? context) ? context : null;
    }

    /// <summary>Sets the context to execute the request in.</summary>
    public static void SetResilienceContext(this HttpRequestMessage requestMessage, ResilienceContext? resilienceContext)
    {
        ArgumentNullException.ThrowIfNull(requestMessage);
        requestMessage.Options.Set(Key, resilienceContext);
    }
}
