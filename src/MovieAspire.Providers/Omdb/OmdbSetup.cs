using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MovieAspire.Providers.Caching;
using MovieAspire.Providers.Http;
using MovieAspire.Providers.RateLimits;

namespace MovieAspire.Providers.Omdb;

internal static class OmdbSetup
{
    private const string Client = "omdb";

    public static IServiceCollection AddOmdb(this IServiceCollection services, IConfigurationSection section)
    {
        services.AddOptions<OmdbOptions>()
            .Bind(section)
            .ValidateDataAnnotations()
            .Validate(options => options.BaseUrl.IsAbsoluteUri, "Omdb:BaseUrl must be an absolute URL.")
            .ValidateOnStart();

        services.AddProviderLimit(Provider.Omdb, scope => Limits(scope.Options<OmdbOptions>()));
        services.AddHttpClient(Client)
            .ConfigureHttpClient((scope, http) =>
            {
                http.BaseAddress = scope.Options<OmdbOptions>().BaseUrl.WithSlash();
                http.Timeout = Timeout.InfiniteTimeSpan;
            })
            .AddProviderPipeline(
                Provider.Omdb,
                scope => scope.Options<OmdbOptions>().AttemptTimeout,
                scope => new OmdbBodyHandler(scope.Options<OmdbOptions>(), scope.GetRequiredService<IRequestBudget>()));

        return services.AddSingleton(scope =>
        {
            var options = scope.Options<OmdbOptions>();
            var calls = ActivatorUtilities.CreateInstance<ProviderCalls>(scope, Client, Provider.Omdb, options.AttemptTimeout);
            return new OmdbClient(calls, scope.GetRequiredService<ResponseCache>(), options);
        });
    }

    private static RateSettings Limits(OmdbOptions options) => new(
        options.RequestsPerSecond, options.Burst, options.MaxConnections, options.LocalFraction, options.AttemptTimeout,
        options.DailyBudget);
}
