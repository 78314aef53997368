using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MovieAspire.Providers.Caching;
using MovieAspire.Providers.Http;
using MovieAspire.Providers.RateLimits;

namespace MovieAspire.Providers.Tmdb;

internal static class TmdbSetup
{
    public const string Client = "tmdb";
    public const string ExportClient = "tmdb-export";

    public static IServiceCollection AddTmdb(this IServiceCollection services, IConfigurationSection section)
    {
        services.AddOptions<TmdbOptions>()
            .Configure(options => ApplyProfile(options, section[nameof(TmdbOptions.Profile)]))
            .Bind(section)
            .ValidateDataAnnotations()
            .Validate(options => options.BaseUrl.IsAbsoluteUri, "Tmdb:BaseUrl must be an absolute URL.")
            .Validate(options => options.ExportBaseUrl.IsAbsoluteUri, "Tmdb:ExportBaseUrl must be an absolute URL.")
            .ValidateOnStart();

        services.AddProviderLimit(Provider.Tmdb, scope => Limits(scope.Options<TmdbOptions>()));

        services.AddHttpClient(Client)
            .ConfigureHttpClient((scope, http) =>
            {
                http.BaseAddress = scope.Options<TmdbOptions>().BaseUrl.WithSlash();
                http.Timeout = Timeout.InfiniteTimeSpan;
            })
            .AddProviderPipeline(
                Provider.Tmdb,
                scope => scope.Options<TmdbOptions>().AttemptTimeout,
                scope => new TmdbBodyHandler(scope.Options<TmdbOptions>()));

        // Hundreds of megabytes as a stream: whoever reads it watches for a stall, and starts again if it breaks.
        services.AddHttpClient(ExportClient)
            .ConfigureHttpClient((scope, http) => http.BaseAddress = scope.Options<TmdbOptions>().ExportBaseUrl.WithSlash())
            .ConfigureAdditionalHttpMessageHandlers((handlers, _) => handlers.Clear());

        return services.AddSingleton(scope =>
        {
            var options = scope.Options<TmdbOptions>();
            var calls = ActivatorUtilities.CreateInstance<ProviderCalls>(scope, Client, Provider.Tmdb, options.AttemptTimeout);
            return new TmdbClient(calls, scope.GetRequiredService<ResponseCache>(), options.CacheTtl);
        });
    }

    private static RateSettings Limits(TmdbOptions options) => new(
        options.RequestsPerSecond, options.Burst, options.MaxConnections, options.LocalFraction, options.AttemptTimeout);

    private static void ApplyProfile(TmdbOptions options, string? profile)
    {
        if (profile == "seed")
            (options.RequestsPerSecond, options.Burst, options.MaxConnections) = (4, 4, 10);
    }
}
