using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using MovieAspire.Providers.Caching;
using MovieAspire.Providers.Http;
using MovieAspire.Providers.Omdb;
using MovieAspire.Providers.RateLimits;
using MovieAspire.Providers.Tmdb;
using Polly;

namespace MovieAspire.Providers;

/// <summary>Registers the clients of the providers.</summary>
public static class ProvidersSetup
{
    /// <summary>Adds <see cref="TmdbClient"/> and <see cref="OmdbClient"/> (singletons) with the settings of the sections
    /// "Tmdb" and "Omdb". An IConnectionMultiplexer, where registered, shares limits and cache between workers; an
    /// IRequestBudget or TimeProvider registered before is used.</summary>
    public static IServiceCollection AddProviders(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IRequestBudget, InProcessRequestBudget>();
        services.TryAddSingleton<RedisGate>();
        services.TryAddSingleton<ResponseCache>();
        return services.AddTmdb(configuration.GetSection("Tmdb")).AddOmdb(configuration.GetSection("Omdb"));
    }

    /// <summary>From the outside in: retries; connections, budget and rate for each attempt; its time-out; the body.</summary>
    internal static IHttpClientBuilder AddProviderPipeline(
        this IHttpClientBuilder builder, Provider provider, Func<IServiceProvider, TimeSpan> attemptTimeout,
        Func<IServiceProvider, DelegatingHandler> bodyHandler)
    {
        // Retries happen in one layer only: the defaults that every HttpClient gets make room for these.
        builder.ConfigureAdditionalHttpMessageHandlers((handlers, _) => handlers.Clear());
        builder.AddResilienceHandler("retry", (pipeline, context) =>
        {
            var time = context.ServiceProvider.GetRequiredService<TimeProvider>();
            pipeline.TimeProvider = time;
            pipeline.AddRetry(RetryPolicy.For(provider, time));
        });
        builder.AddHttpMessageHandler(services => new ProviderLimitHandler(
            services.GetRequiredKeyedService<ProviderLimit>(provider), services.GetRequiredService<IRequestBudget>()));
        builder.AddResilienceHandler("attempt", (pipeline, context) =>
        {
            pipeline.TimeProvider = context.ServiceProvider.GetRequiredService<TimeProvider>();
            pipeline.AddTimeout(attemptTimeout(context.ServiceProvider));
        });
        return builder.AddHttpMessageHandler(bodyHandler);
    }

    internal static void AddProviderLimit(
        this IServiceCollection services, Provider provider, Func<IServiceProvider, RateSettings> settings) =>
        services.AddKeyedSingleton(provider, (scope, _) => new ProviderLimit(
            provider, settings(scope), scope.GetRequiredService<RedisGate>(), scope.GetRequiredService<TimeProvider>()));

    internal static T Options<T>(this IServiceProvider services)
        where T : class => services.GetRequiredService<IOptions<T>>().Value;

    /// <summary>Relative paths are put behind the last slash of a base address.</summary>
    internal static Uri WithSlash(this Uri uri) => uri.AbsoluteUri.EndsWith('/') ? uri : new Uri(uri.AbsoluteUri + "/");
}
