using System.Diagnostics.CodeAnalysis;
using Polly;

namespace Microsoft.Extensions.Http.Resilience;

/// <summary>Keeps requests that are not safe to repeat from being retried.</summary>
[Experimental("EXTEXP0001", UrlFormat = "https://aka.ms/dotnet-extensions-warnings/{0}")]
public static class HttpRetryStrategyOptionsExtensions
{
    /// <summary>No retry of DELETE, POST, PUT, CONNECT and PATCH.</summary>
    public static void DisableForUnsafeHttpMethods(this HttpRetryStrategyOptions options) => options.DisableFor(
        HttpMethod.Delete, HttpMethod.Post, HttpMethod.Put, HttpMethod.Connect, HttpMethod.Patch);

    /// <summary>No retry of requests with these methods.</summary>
    public static void DisableFor(this HttpRetryStrategyOptions options, params HttpMethod[] methods)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(methods);
        if (methods.Length == 0)
            throw new ArgumentException("At least one method is needed.", nameof(methods));

        var shouldHandle = options.ShouldHandle;
        options.ShouldHandle = async args =>
        {
            HttpRequestMessage? request = args.Outcome.Result?.RequestMessage ?? args.Context.GetRequestMessage();
            return await shouldHandle(args) && (request is null || !methods.Contains(request.Method));
        };
    }
}
