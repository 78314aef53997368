using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Options;
using MovieAspire.Redis.Generations;

namespace MovieAspire.Gateway.Answers;

/// <summary>
/// Answers are kept by address and query, together with the state of the data: a finished run makes them unreachable.
/// While Redis is away the last state known goes on for a while; before the first is known, nothing is kept.
/// </summary>
internal sealed class AnswerCachePolicy(
    DataGenerations generations, AnswerCounts counts, IOptions<AnswerCacheOptions> options) : IOutputCachePolicy
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
        counts.Hit();
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        counts.Miss();
        context.AllowCacheStorage = context.HttpContext.Response.StatusCode is StatusCodes.Status200OK
            && StaleAnswers.SinceOf(context.HttpContext) is null;
        return ValueTask.CompletedTask;
    }
}
