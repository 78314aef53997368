using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Logging;
using MovieAspire.ServiceDefaults.Errors;

namespace MovieAspire.Web.Parts;

/// <summary>Reads the parts of one page, all at once; what fails is told in its part and keeps the page out of the caches.</summary>
internal sealed partial class PartReader(IHttpContextAccessor accessor, TimeProvider time, ILogger<PartReader> logger)
{
    // A person waits for the slowest part.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private static readonly object TroubleKey = new();

    private HttpContext Context => accessor.HttpContext!;

    /// <param name="what">What it reads, as the beginning of a sentence: "Trending films".</param>
    /// <param name="call">The call.</param>
    internal async Task<Part<T>> ReadAsync<T>(string what, Func<CallOptions, AsyncUnaryCall<T>> call) where T : class
    {
        var context = Context;
        try
        {
            var options = new CallOptions(
                deadline: (time.GetUtcNow() + Patience).UtcDateTime, cancellationToken: context.RequestAborted);
            return new(await call(options), null, IsTrouble: false);
        }
        catch (RpcException e) when (context.RequestAborted.IsCancellationRequested)
        {
            throw new OperationCanceledException("The reader has left.", e, context.RequestAborted);
        }
        catch (RpcException e) when (e.StatusCode is StatusCode.NotFound && RpcStatus.ReasonOf(e) is not null)
        {
            return new(null, e.Status.Detail, IsTrouble: false);
        }
        catch (RpcException e)
        {
            MarkTrouble(context);
            LogMissing(logger, what, e.StatusCode, e.Status.Detail);
            return new(null, $"{what} cannot be shown: {WordsOf(e.StatusCode)}", IsTrouble: true);
        }
    }

    /// <summary>A part of this page is missing: it must not be kept.</summary>
    internal static void MarkTrouble(HttpContext context)
    {
        lock (TroubleKey)
            context.Items[TroubleKey] = true;
        if (context.Features.Get<IOutputCacheFeature>() is { } cache)
            cache.Context.AllowCacheStorage = false;
    }

    internal static bool HasTrouble(HttpContext context) => context.Items.ContainsKey(TroubleKey);

    internal static string WordsOf(StatusCode code) => code switch
    {
        StatusCode.Unavailable => "the service that has them does not answer. Try again in a moment.",
        StatusCode.DeadlineExceeded => "the service that has them is too slow right now. Try again in a moment.",
        StatusCode.ResourceExhausted => "too much is asked at once. Try again in a moment.",
        _ => "the service that has them failed.",
    };

    [LoggerMessage(LogLevel.Warning, "{What} are missing on a page: {Code}, {Cause}")]
    private static partial void LogMissing(ILogger logger, string what, StatusCode code, string cause);
}
