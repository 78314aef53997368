using Grpc.Core.Interceptors;
using Microsoft.Extensions.Options;
using MovieAspire.Redis.Generations;

namespace MovieAspire.Gateway.Answers;

/// <summary>Keeps answers to anonymous reads in memory, and marks those that the services could not make anew.</summary>
internal static class AnswerCache
{
    /// <summary>How long callers may keep stored data: runs change it a few times a day, and a minute's delay is nothing to a reader.</summary>
    internal static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(1);

    private const string Policy = "answers";

    /// <summary>Registers the Redis client, too, if there is a connection string for it.</summary>
    internal static WebApplicationBuilder AddAnswerCache(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<AnswerCacheOptions>()
            .BindConfiguration(AnswerCacheOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.AddDataGenerations();
        services.AddSingleton<AnswerCounts>();
        services.AddOutputCache(cache => cache.AddPolicy(Policy, policy => policy.AddPolicy<AnswerCachePolicy>(), excludeDefaultPolicy: true));
        services.AddOptions<Microsoft.AspNetCore.OutputCaching.OutputCacheOptions>().Configure<IOptions<AnswerCacheOptions>>(
            (cache, answers) => cache.SizeLimit = answers.Value.MaxMegabytes * 1024L * 1024);

        services.AddHttpContextAccessor();
        services.AddSingleton<Interceptor, StaleAnswers>();
        return builder;
    }

    /// <summary>The answers of these operations are kept; for stored data that only runs change.</summary>
    internal static TBuilder KeepAnswers<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.CacheOutput(Policy);
}
