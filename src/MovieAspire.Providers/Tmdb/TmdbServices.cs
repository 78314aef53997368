using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using MovieAspire.Providers.Calls;

namespace MovieAspire.Providers.Tmdb;

/// <summary>Section "Tmdb". The defaults stay under TMDB's ceiling of about 40 requests/s and 20 connections per IP.</summary>
public sealed record TmdbOptions : IProviderOptions
{
    /// <summary>The API, with a slash at the end.</summary>
    [Required(ErrorMessage = "Tmdb:BaseUrl must be an absolute URL.")]
    public Uri BaseUrl { get; set; } = new("https://api.themoviedb.org/3/");

    /// <summary>The daily id exports, with a slash at the end.</summary>
    [Required(ErrorMessage = "Tmdb:ExportBaseUrl must be an absolute URL.")]
    public Uri ExportBaseUrl { get; set; } = new("https://files.tmdb.org/p/exports/");

    /// <summary>A v3 API key, or a v4 read access token (recognised by its dots), sent as Bearer token.</summary>
    [Required(ErrorMessage = "Tmdb:ApiKey is missing.")]
    public string ApiKey { get; set; } = "";

    /// <summary>"" for the defaults, or "seed": 4 requests/s, 10 connections (the old 40 per 10 s).</summary>
    [RegularExpression("^(seed)?$", ErrorMessage = "Tmdb:Profile must be empty or \"seed\".")]
    public string Profile { get; set; } = "";

    /// <summary>Requests per second of all workers together.</summary>
    [Range(0.1, 100_000, ErrorMessage = "Tmdb:RequestsPerSecond must be between 0.1 and 100,000.")]
    public double RequestsPerSecond { get; set; } = 35;

    /// <summary>Requests that may go out at once after a pause. Where it equals the rate, no second sees more
    /// requests than that; a token comes back Burst / RequestsPerSecond after its request has ended.</summary>
    [Range(1, 10_000, ErrorMessage = "Tmdb:Burst must be between 1 and 10,000.")]
    public int Burst { get; set; } = 35;

    /// <summary>Requests in flight of this process. Two workers on one address share TMDB's 20: halve it there.</summary>
    [Range(1, 1_000, ErrorMessage = "Tmdb:MaxConnections must be between 1 and 1,000.")]
    public int MaxConnections { get; set; } = 15;

    /// <summary>Share of the rate that this process takes for itself while Redis is away.</summary>
    [Range(0.01, 1, ErrorMessage = "Tmdb:LocalFraction must be between 0.01 and 1.")]
    public double LocalFraction { get; set; } = 0.5;

    /// <summary>How long a movie's details may be answered from the cache; zero turns the cache off.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00", ErrorMessage = "Tmdb:CacheTtl must be between 0 and one day.")]
    public TimeSpan CacheTtl { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long one attempt may take, body included.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00", ErrorMessage = "Tmdb:AttemptTimeout must be between 0.1 s and 5 min.")]
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(10);

    int? IProviderOptions.RequestsPerDay => null;
}

internal static class TmdbServices
{
    private const string Section = "Tmdb";

    public static IHostApplicationBuilder AddTmdb(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<TmdbOptions>()
            .Configure<IConfiguration>((options, configuration) =>
                ApplyProfile(options, configuration[$"{Section}:{nameof(TmdbOptions.Profile)}"]))
            .BindConfiguration(Section).ValidateDataAnnotations()
            .Validate(options => options.BaseUrl.IsAbsoluteUri, "Tmdb:BaseUrl must be an absolute URL.")
            .Validate(options => options.ExportBaseUrl.IsAbsoluteUri, "Tmdb:ExportBaseUrl must be an absolute URL.")
            .ValidateOnStart();
        builder.AddProviderCalls<TmdbOptions, TmdbBodyHandler>(Provider.Tmdb);

        // Hundreds of megabytes as a stream: whoever reads it watches for a stall, and starts again if it breaks.
        services.AddHttpClient(TmdbExport.HttpClientName)
            .ConfigureHttpClient((scope, http) =>
                http.BaseAddress = scope.GetRequiredService<IOptions<TmdbOptions>>().Value.ExportBaseUrl.WithSlash())
            .ConfigureAdditionalHttpMessageHandlers((handlers, _) => handlers.Clear());
        services.AddSingleton(scope => new TmdbClient(
            scope.GetRequiredKeyedService<ProviderCalls>(Provider.Tmdb), scope.GetRequiredService<ResponseCache>(),
            scope.GetRequiredService<IOptions<TmdbOptions>>().Value));
        return builder;
    }

    private static void ApplyProfile(TmdbOptions options, string? profile)
    {
        if (profile == "seed")
            (options.RequestsPerSecond, options.Burst, options.MaxConnections) = (4, 4, 10);
    }
}
