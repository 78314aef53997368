using System.Threading.RateLimiting;
using Polly.Telemetry;

namespace Polly.RateLimiting;

internal sealed class RateLimiterStrategy(
    Func<RateLimiterArguments, ValueTask<RateLimitLease>> acquire,
    Func<OnRateLimiterRejectedArguments, ValueTask>? onRejected,
    ResilienceStrategyTelemetry telemetry) : ResilienceStrategy
{
    protected override async ValueTask<Outcome<TResult>> ExecuteCore<TResult, TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<TResult>>> callback, ResilienceContext context, TState state)
    {
        RateLimitLease lease;
        try
        {
            lease = await acquire(new RateLimiterArguments(context));
        }
        catch (OperationCanceledException e)
        {
            return Outcome.FromException<TResult>(e);
        }

        using (lease)
        {
            if (lease.IsAcquired)
                return await callback(context, state);

            var refusal = new OnRateLimiterRejectedArguments(context, lease);
            telemetry.Report(new ResilienceEvent(ResilienceEventSeverity.Error, "OnRateLimiterRejected"), context, refusal);
            if (onRejected is not null)
                await onRejected(refusal);

            return Outcome.FromException<TResult>(
                lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan retryAfter)
                    ? new RateLimiterRejectedException(retryAfter)
                    : new RateLimiterRejectedException());
        }
    }
}
