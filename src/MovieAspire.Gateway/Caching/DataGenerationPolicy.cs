using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;
using MovieAspire.Redis.Generations;

namespace MovieAspire.Gateway.Caching;

/// <summary>
/// Responses are kept by address, query and encoding, together with the generation of the data: a finished run makes them
/// unreachable. While Redis is away the last one known goes on for a while; before the first is known, nothing is kept.
/// </summary>
internal sealed class DataGenerationPolicy(
    DataGenerations generations, CacheCounters counters, IResponseCompressionProvider compression, IOptions<CachingOptions> options, TimeProvider time)
    : IOutputCachePolicy
{
    private const string Generation = "generation";
    private const string Encoding = "encoding";

    // The services remember the generation for a second, too: right after a change they may still answer from the one before.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    private volatile SeenGeneration? _seen;

    public async ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var request = context.HttpContext.Request;
        var isAnonymousRead = (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            && request.Headers.Authorization.Count is 0;
        var generation = isAnonymousRead && options.Value.MaxMegabytes > 0
            ? await generations.CurrentAsync(cancellation)
            : null;

        context.EnableOutputCaching = generation is not null;
        context.AllowCacheLookup = generation is not null;
        context.AllowCacheStorage = context.AllowLocking = generation is not null && IsSettled(generation);
        context.CacheVaryByRules.QueryKeys = "*";
        context.CacheVaryByRules.VaryByValues[Generation] = generation ?? "";
        // As it is going to be packed, of which there are few ways; a caller's header may be anything.
        context.CacheVaryByRules.VaryByValues[Encoding] = compression.GetCompressionProvider(context.HttpContext)?.EncodingName ?? "";
        context.ResponseExpirationTimeSpan = options.Value.TimeToLive;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        counters.Hit();
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        counters.Miss();
        context.AllowCacheStorage = context.AllowCacheStorage
            && context.HttpContext.Response.StatusCode is StatusCodes.Status200OK
            && StaleResponses.SinceOf(context.HttpContext) is null;
        return ValueTask.CompletedTask;
    }

    private bool IsSettled(string generation)
    {
        var seen = _seen;
        if (seen?.Generation != generation)
            _seen = seen = new(generation, ChangedAt: seen is null ? null : time.GetTimestamp());
        return seen.ChangedAt is not { } changedAt || time.GetElapsedTime(changedAt) > Settling;
    }

    /// <param name="Generation">The one seen last.</param>
    /// <param name="ChangedAt">When it was seen first; null for the first one of this process.</param>
    private sealed record SeenGeneration(string Generation, long? ChangedAt);
}

/// <summary>Reads that the output cache answered and did not, since the process started.</summary>
internal sealed class CacheCounters
{
    private long _hits;
    private long _misses;

    internal long Hits => Interlocked.Read(ref _hits);

    internal long Misses => Interlocked.Read(ref _misses);

    internal void Hit() => Interlocked.Increment(ref _hits);

    internal void Miss() => Interlocked.Increment(ref _misses);
}
