using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace MovieAspire.Gateway.RateLimits;

/// <summary>Requests that one address may send; section <c>RateLimits</c>.</summary>
internal sealed record RateLimitOptions
{
    internal const string Section = "RateLimits";

    /// <summary>Guesses of the password: RateLimits:TokensPerMinute.</summary>
    [Range(1, 10_000, ErrorMessage = "RateLimits:TokensPerMinute must be between 1 and 10000.")]
    public int TokensPerMinute { get; init; } = 10;

    /// <summary>All requests: RateLimits:RequestsPerSecond, and twice as many in one burst.</summary>
    [Range(1, 1_000_000, ErrorMessage = "RateLimits:RequestsPerSecond must be between 1 and 1000000.")]
    public int RequestsPerSecond { get; init; } = 500;
}

internal static class RateLimitServices
{
    internal const string TokenPolicy = "token";

    internal static IHostApplicationBuilder AddRateLimits(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<RateLimitOptions>()
            .BindConfiguration(RateLimitOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<RateLimitOptions>>(Configure);
        return builder;
    }

    private static void Configure(RateLimiterOptions limiter, IOptions<RateLimitOptions> options)
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = SayWhenAsync;
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, IPAddress>(context =>
            RateLimitPartition.GetTokenBucketLimiter(AddressOf(context), _ => new()
            {
                TokensPerPeriod = options.Value.RequestsPerSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                TokenLimit = options.Value.RequestsPerSecond * 2,
            }));
        limiter.AddPolicy(TokenPolicy, context =>
            RateLimitPartition.GetFixedWindowLimiter(AddressOf(context), _ => new()
            {
                PermitLimit = options.Value.TokensPerMinute,
                Window = TimeSpan.FromMinutes(1),
            }));
    }

    // Behind a proxy this is the client's only with ASPNETCORE_FORWARDEDHEADERS_ENABLED, as Aspire sets it.
    private static IPAddress AddressOf(HttpContext context) => context.Connection.RemoteIpAddress ?? IPAddress.None;

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
