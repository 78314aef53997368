using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace MovieAspire.Gateway.RateLimits;

internal static class RateLimitPolicies
{
    internal const string Token = "token";

    internal static WebApplicationBuilder AddRateLimits(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<RateLimitOptions>()
            .BindConfiguration(RateLimitOptions.Section).ValidateDataAnnotations().ValidateOnStart();

        builder.Services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = SayWhenAsync;
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, IPAddress>(OfAllRequests);
            limiter.AddPolicy(Token, OfTokenRequests);
        });
        return builder;
    }

    private static RateLimitPartition<IPAddress> OfAllRequests(HttpContext context) =>
        RateLimitPartition.GetTokenBucketLimiter(Address(context), _ => new()
        {
            TokensPerPeriod = Options(context).RequestsPerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            TokenLimit = Options(context).RequestsPerSecond * 2,
        });

    private static RateLimitPartition<IPAddress> OfTokenRequests(HttpContext context) =>
        RateLimitPartition.GetFixedWindowLimiter(Address(context), _ => new()
        {
            PermitLimit = Options(context).TokensPerMinute,
            Window = TimeSpan.FromMinutes(1),
        });

    // Behind a proxy this is the client's only with ASPNETCORE_FORWARDEDHEADERS_ENABLED, as Aspire sets it.
    private static IPAddress Address(HttpContext context) => context.Connection.RemoteIpAddress ?? IPAddress.None;

    private static RateLimitOptions Options(HttpContext context) =>
        context.RequestServices.GetRequiredService<IOptions<RateLimitOptions>>().Value;

    private static ValueTask SayWhenAsync(OnRejectedContext context, CancellationToken cancellationToken)
    {
        if (context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
        {
            context.HttpContext.Response.Headers.RetryAfter =
                Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        return ValueTask.CompletedTask;
    }
}
