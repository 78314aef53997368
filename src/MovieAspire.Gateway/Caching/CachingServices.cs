using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using MovieAspire.Redis.Generations;

namespace MovieAspire.Gateway.Caching;

/// <summary>Output caching of anonymous reads, in this process's memory, and what callers are told about keeping a response.</summary>
internal static class CachingServices
{
    /// <summary>How long callers may keep stored data: runs change it a few times a day, and a minute's delay is nothing to a reader.</summary>
    internal static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(1);

    private const string Policy = "stored-data";
    private const string PolicyByAccept = "stored-data-by-accept";

    /// <summary>Registers the Redis client, too, if there is a connection string for it.</summary>
    internal static IHostApplicationBuilder AddCaching(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<CachingOptions>()
            .BindConfiguration(CachingOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.AddDataGenerations();
        services.AddSingleton<CacheCounters>();
        services.AddOutputCache(cache =>
        {
            cache.AddPolicy(Policy, policy => policy.AddPolicy<DataGenerationPolicy>(), excludeDefaultPolicy: true);
            cache.AddPolicy(
                PolicyByAccept, policy => policy.AddPolicy<DataGenerationPolicy>().SetVaryByHeader(HeaderNames.Accept), excludeDefaultPolicy: true);
        });
        services.AddOptions<OutputCacheOptions>().Configure<IOptions<CachingOptions>>(
            (cache, options) => cache.SizeLimit = options.Value.MaxMegabytes * 1024L * 1024);

        services.AddHttpContextAccessor();
        services.AddSingleton<StaleResponses>();
        return builder;
    }

    /// <summary>Responses are compressed before they are kept: packing a page takes longer than all else that is done for it.</summary>
    internal static IApplicationBuilder UseCaching(this IApplicationBuilder app) => app.UseOutputCache().UseResponseCompression();

    /// <summary>Keeps the responses of these operations; for stored data that only runs change.</summary>
    internal static TBuilder CacheStoredData<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.CacheOutput(Policy);

    /// <summary>The same where a request's Accept header decides in which form it gets them.</summary>
    internal static TBuilder CacheStoredDataByAccept<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.CacheOutput(PolicyByAccept);
}
