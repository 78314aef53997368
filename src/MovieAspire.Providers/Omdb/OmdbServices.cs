using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using MovieAspire.Providers.Calls;

namespace MovieAspire.Providers.Omdb;

/// <summary>Section "Omdb". The defaults suit the free key: 1,000 requests a day.</summary>
public sealed record OmdbOptions : IProviderOptions
{
    /// <summary>The API, with a slash at the end.</summary>
    [Required(ErrorMessage = "Omdb:BaseUrl must be an absolute URL.")]
    public Uri BaseUrl { get; set; } = new("https://www.omdbapi.com/");

    /// <summary>The key; empty means that OMDb is not used, and each call fails as Unauthorized.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>Requests per second of all workers together.</summary>
    [Range(0.1, 100_000, ErrorMessage = "Omdb:RequestsPerSecond must be between 0.1 and 100,000.")]
    public double RequestsPerSecond { get; set; } = 2;

    /// <summary>Requests that may go out at once after a pause.</summary>
    [Range(1, 10_000, ErrorMessage = "Omdb:Burst must be between 1 and 10,000.")]
    public int Burst { get; set; } = 2;

    /// <summary>Requests in flight of this process.</summary>
    [Range(1, 1_000, ErrorMessage = "Omdb:MaxConnections must be between 1 and 1,000.")]
    public int MaxConnections { get; set; } = 5;

    /// <summary>Requests per UTC day.</summary>
    [Range(1, 10_000_000, ErrorMessage = "Omdb:DailyQuota must be between 1 and 10,000,000.")]
    public int DailyQuota { get; set; } = 1_000;

    /// <summary>Share of the rate that this process takes for itself while Redis is away.</summary>
    [Range(0.01, 1, ErrorMessage = "Omdb:LocalFraction must be between 0.01 and 1.")]
    public double LocalFraction { get; set; } = 0.5;

    /// <summary>How long an answer may come from the cache; zero turns the cache off.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00", ErrorMessage = "Omdb:CacheTtl must be between 0 and one day.")]
    public TimeSpan CacheTtl { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long one attempt may take, body included.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00", ErrorMessage = "Omdb:AttemptTimeout must be between 0.1 s and 5 min.")]
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(10);

    int? IProviderOptions.RequestsPerDay => DailyQuota;
}

internal static class OmdbServices
{
    public static IHostApplicationBuilder AddOmdb(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<OmdbOptions>().BindConfiguration("Omdb").ValidateDataAnnotations()
            .Validate(options => options.BaseUrl.IsAbsoluteUri, "Omdb:BaseUrl must be an absolute URL.")
            .ValidateOnStart();
        builder.AddProviderCalls<OmdbOptions, OmdbBodyHandler>(Provider.Omdb);
        builder.Services.AddSingleton(scope => new OmdbClient(
            scope.GetRequiredKeyedService<ProviderCalls>(Provider.Omdb), scope.GetRequiredService<ResponseCache>(),
            scope.GetRequiredService<IOptions<OmdbOptions>>().Value));
        return builder;
    }
}
