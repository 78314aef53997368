using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using MovieAspire.Redis.Connection;
using Polly;

namespace MovieAspire.Providers.Calls;

internal static class CallsServices
{
    /// <summary>
    /// Adds <see cref="ProviderCalls"/> to one provider, keyed by it, as its options say. An attempt passes from the outside
    /// in: retries; connections, quota and rate; its time-out; <typeparamref name="TBodyHandler"/>, which signs it and
    /// reads the body.
    /// </summary>
    public static IHostApplicationBuilder AddProviderCalls<TOptions, TBodyHandler>(
        this IHostApplicationBuilder builder, Provider provider)
        where TOptions : class, IProviderOptions
        where TBodyHandler : DelegatingHandler
    {
        builder.AddRedis();
        var services = builder.Services;
        services.TryAddSingleton<IRequestQuota, InProcessRequestQuota>();
        services.TryAddSingleton<ResponseCache>();
        services.AddKeyedSingleton(provider, (scope, _) => new ProviderLimit(
            provider, scope.GetRequiredService<IOptions<TOptions>>().Value, scope.GetRequiredService<IRequestQuota>(),
            scope.GetRequiredService<RedisConnection>(), scope.GetRequiredService<TimeProvider>()));
        services.AddKeyedSingleton(provider, (scope, _) => new ProviderCalls(
            scope.GetRequiredService<IHttpClientFactory>(), provider, scope.GetRequiredService<TimeProvider>()));

        var client = services.AddHttpClient(provider.Key()).ConfigureHttpClient((scope, http) =>
        {
            http.BaseAddress = scope.GetRequiredService<IOptions<TOptions>>().Value.BaseUrl.WithSlash();
            http.Timeout = Timeout.InfiniteTimeSpan;
        });

        // Retries happen in one layer only: the defaults that every HttpClient gets make room for these.
        client.ConfigureAdditionalHttpMessageHandlers((handlers, _) => handlers.Clear());
        client.AddResilienceHandler("retry", (pipeline, context) =>
        {
            var time = context.ServiceProvider.GetRequiredService<TimeProvider>();
            pipeline.TimeProvider = time;
            pipeline.AddRetry(RetryPolicy.For(provider, time));
        });
        client.AddHttpMessageHandler(scope => new ProviderLimitHandler(scope.GetRequiredKeyedService<ProviderLimit>(provider)));
        client.AddResilienceHandler("attempt", (pipeline, context) =>
        {
            pipeline.TimeProvider = context.ServiceProvider.GetRequiredService<TimeProvider>();
            pipeline.AddTimeout(context.ServiceProvider.GetRequiredService<IOptions<TOptions>>().Value.AttemptTimeout);
        });
        services.AddTransient<TBodyHandler>();
        client.AddHttpMessageHandler<TBodyHandler>();
        return builder;
    }

    /// <summary>Relative paths are put behind the last slash of a base address.</summary>
    public static Uri WithSlash(this Uri uri) => uri.AbsoluteUri.EndsWith('/') ? uri : new Uri(uri.AbsoluteUri + "/");
}
