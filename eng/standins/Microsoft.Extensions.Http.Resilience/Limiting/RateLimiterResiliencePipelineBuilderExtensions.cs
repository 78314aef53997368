using System.Threading.RateLimiting;
using Polly.RateLimiting;

namespace Polly;

/// <summary>Adds rate limiters to pipelines.</summary>
public static class RateLimiterResiliencePipelineBuilderExtensions
{
    /// <summary>Lets so many executions run at a time, and so many more wait.</summary>
    public static TBuilder AddConcurrencyLimiter<TBuilder>(this TBuilder builder, int permitLimit, int queueLimit = 0)
        where TBuilder : ResiliencePipelineBuilderBase =>
        builder.AddConcurrencyLimiter(new ConcurrencyLimiterOptions
        {
            PermitLimit = permitLimit,
            QueueLimit = queueLimit,
        });

    /// <summary>Adds a concurrency limiter.</summary>
    public static TBuilder AddConcurrencyLimiter<TBuilder>(this TBuilder builder, ConcurrencyLimiterOptions options)
        where TBuilder : ResiliencePipelineBuilderBase =>
        builder.AddRateLimiter(new RateLimiterStrategyOptions { DefaultRateLimiterOptions = options });

    /// <summary>Adds a limiter; its owner disposes of it.</summary>
    public static TBuilder AddRateLimiter<TBuilder>(this TBuilder builder, RateLimiter limiter)
        where TBuilder : ResiliencePipelineBuilderBase =>
        builder.AddRateLimiter(new RateLimiterStrategyOptions
        {
            RateLimiter = args => limiter.AcquireAsync(1, args.Context.CancellationToken),
        });

    /// <summary>Adds the limiter that the options describe.</summary>
    public static TBuilder AddRateLimiter<TBuilder>(this TBuilder builder, RateLimiterStrategyOptions options)
        where TBuilder : ResiliencePipelineBuilderBase
    {
        ArgumentNullException.ThrowIfNull(options);
        return builder.AddStrategy(
            context => new RateLimiterStrategy(
                options.RateLimiter ?? Concurrency(options.DefaultRateLimiterOptions),
                options.OnRejected,
                context.Telemetry),
            options);
    }

    // Holds no timer and no handle, so that nothing is lost when a reloaded pipeline drops it undisposed.
    private static Func<RateLimiterArguments, ValueTask<RateLimitLease>> Concurrency(ConcurrencyLimiterOptions options)
    {
#pragma warning disable CA2000
        var limiter = new ConcurrencyLimiter(options);
#pragma warning restore CA2000
        return args => limiter.AcquireAsync(1, args.Context.CancellationToken);
    }
}
