using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace MovieAspire.Gateway.RateLimits;

/// <summary>What an operation counts as, beyond a request.</summary>
internal enum RequestKind
{
    Plain,
    Search,
    SignIn,
    Upload,
    EventStream,
}

internal static class RateLimitServices
{
    internal static IHostApplicationBuilder AddRateLimits(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<RateLimitOptions>()
            .BindConfiguration(RateLimitOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<RateLimitOptions>>(Configure);
        return builder;
    }

    /// <summary>The operation is limited as one of that kind.</summary>
    internal static TBuilder CountsAs<TBuilder>(this TBuilder builder, RequestKind kind) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new CountedAs(kind));

    /// <summary>The address that stands for whoever is behind it.</summary>
    internal static IPAddress ClientOf(IPAddress? address)
    {
        if (address is null)
            return IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily is not AddressFamily.InterNetworkV6)
            return address;

        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[8..].Clear();
        return new(bytes);
    }

    private static void Configure(RateLimiterOptions limiter, IOptions<RateLimitOptions> options)
    {
        var limits = options.Value;
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = SayWhenAsync;
        // A client's own limit stands before that of all: what it refuses does not count for the others.
        limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            new CostLimiter(Requests(limits), context => IsCostly(context) ? limits.SearchCost : 1, limits.RequestsPerSecond * 2),
            Of(RequestKind.SignIn, ClientOf, client => InAMinute(client, limits.TokensPerMinute)),
            Of(RequestKind.SignIn, Everyone, all => InAMinute(all, limits.TotalTokensPerMinute)),
            Of(RequestKind.Upload, ClientOf, client => AtATime(client, limits.UploadsPerClient)),
            Of(RequestKind.Upload, ClientOf, client => InAMinute(client, limits.UploadsPerMinute)),
            Of(RequestKind.Upload, Everyone, all => AtATime(all, limits.Uploads)),
            Of(RequestKind.EventStream, ClientOf, client => AtATime(client, limits.StreamsPerClient)),
            Of(RequestKind.EventStream, Everyone, all => AtATime(all, limits.Streams)));
    }

    private static PartitionedRateLimiter<HttpContext> Requests(RateLimitOptions limits) =>
        PartitionedRateLimiter.Create<HttpContext, IPAddress>(context => RateLimitPartition.GetTokenBucketLimiter(ClientOf(context), _ => new()
        {
            TokensPerPeriod = limits.RequestsPerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            TokenLimit = limits.RequestsPerSecond * 2,
        }));

    private static RateLimitPartition<IPAddress> InAMinute(IPAddress who, int permits) =>
        RateLimitPartition.GetFixedWindowLimiter(who, _ => new() { PermitLimit = permits, Window = TimeSpan.FromMinutes(1) });

    private static RateLimitPartition<IPAddress> AtATime(IPAddress who, int permits) =>
        RateLimitPartition.GetConcurrencyLimiter(who, _ => new() { PermitLimit = permits });

    private static PartitionedRateLimiter<HttpContext> Of(
        RequestKind kind, Func<HttpContext, IPAddress> who, Func<IPAddress, RateLimitPartition<IPAddress>> limit) =>
        PartitionedRateLimiter.Create<HttpContext, IPAddress>(context =>
            KindOf(context) == kind ? limit(who(context)) : RateLimitPartition.GetNoLimiter(IPAddress.None));

    // Behind a proxy this is the client's where the proxy is a trusted one (Proxies:Trusted).
    private static IPAddress ClientOf(HttpContext context) => ClientOf(context.Connection.RemoteIpAddress);

    private static IPAddress Everyone(HttpContext context) => IPAddress.Any;

    // Totals are counted over all of a list.
    private static bool IsCostly(HttpContext context) =>
        KindOf(context) is RequestKind.Search || context.Request.Query.ContainsKey("count");

    private static RequestKind KindOf(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<CountedAs>()?.Kind ?? RequestKind.Plain;

    private static ValueTask SayWhenAsync(OnRejectedContext context, CancellationToken cancellationToken)
    {
        if (context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
        {
            context.HttpContext.Response.Headers.RetryAfter =
                Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        return ValueTask.CompletedTask;
    }

    private sealed record CountedAs(RequestKind Kind);

    /// <summary>Takes as many permits as a request costs; the middleware takes one of each limiter.</summary>
    private sealed class CostLimiter(
        PartitionedRateLimiter<HttpContext> permits, Func<HttpContext, int> costOf, int most) : PartitionedRateLimiter<HttpContext>
    {
        public override RateLimiterStatistics? GetStatistics(HttpContext resource) => permits.GetStatistics(resource);

        protected override RateLimitLease AttemptAcquireCore(HttpContext resource, int permitCount) =>
            permits.AttemptAcquire(resource, Cost(resource, permitCount));

        protected override ValueTask<RateLimitLease> AcquireAsyncCore(
            HttpContext context, int permitCount, CancellationToken cancellationToken) =>
            permits.AcquireAsync(context, Cost(context, permitCount), cancellationToken);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                permits.Dispose();
            base.Dispose(disposing);
        }

        private int Cost(HttpContext context, int permitCount) => permitCount * Math.Min(costOf(context), most);
    }
}
