using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Options;
using MovieAspire.Redis.Generations;

namespace MovieAspire.Gateway.Caching;

/// <summary>
/// Responses are kept by address and query, together with the generation of the data: a finished run makes them
/// unreachable. While Redis is away the last one known goes on for a while; before the first is known, nothing is kept.
/// </summary>
internal sealed class DataGenerationPolicy(
    DataGenerations generations, CacheCounters counters, IOptions<CachingOptions> options) : IOutputCachePolicy
{
    private const string Generation = "generation";

    public async ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var request = context.HttpContext.Request;
        var isAnonymousRead = (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            && request.Headers.Authorization.Count is 0;
        var generation = isAnonymousRead && options.Value.MaxMegabytes > 0
            ? await generations.CurrentAsync(cancellation)
            : null;

        context.EnableOutputCaching = generation is not null;
        context.AllowCacheLookup = context.AllowCacheStorage = context.AllowLocking = generation is not null;
        context.CacheVaryByRules.QueryKeys = "*";
        context.CacheVaryByRules.VaryByValues[Generation] = generation ?? "";
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
        context.AllowCacheStorage = context.HttpContext.Response.StatusCode is StatusCodes.Status200OK
            && StaleResponses.SinceOf(context.HttpContext) is null;
        return ValueTask.CompletedTask;
    }
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
