using Microsoft.Extensions.Options;
using MovieAspire.Providers.Calls;
using MovieAspire.Providers.Omdb;
using MovieAspire.Providers.Tmdb;

namespace MovieAspire.Worker.Quotas;

internal static class QuotasServices
{
    /// <summary>Adds the quotas that all workers share; before AddProviders, which brings its own otherwise.</summary>
    public static IHostApplicationBuilder AddQuotas(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<QuotaOptions>().BindConfiguration(QuotaOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<QuotaStore>();
        builder.Services.AddSingleton<QuotaLimits>();
        builder.Services.AddSingleton<SharedRequestQuota>();
        builder.Services.AddSingleton<IRequestQuota>(services => services.GetRequiredService<SharedRequestQuota>());
        builder.Services.AddHostedService(services => services.GetRequiredService<SharedRequestQuota>());
        return builder;
    }
}

/// <summary>What a provider's settings allow.</summary>
/// <param name="Provider">"tmdb" or "omdb".</param>
/// <param name="PerDay">Requests per UTC day; null without a daily limit.</param>
/// <param name="PerSecond">Requests per second of all workers together.</param>
internal sealed record QuotaLimit(string Provider, long? PerDay, double PerSecond);

/// <summary>The limits of all providers.</summary>
internal sealed class QuotaLimits(IOptions<TmdbOptions> tmdb, IOptions<OmdbOptions> omdb)
{
    public IReadOnlyList<QuotaLimit> All =>
    [
        new(Provider.Tmdb.Key(), null, tmdb.Value.RequestsPerSecond),
        new(Provider.Omdb.Key(), omdb.Value.DailyQuota, omdb.Value.RequestsPerSecond),
    ];
}
