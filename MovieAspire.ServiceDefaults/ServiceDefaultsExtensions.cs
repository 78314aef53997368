using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using MovieAspire.ServiceDefaults.HealthChecks;
using MovieAspire.ServiceDefaults.Telemetry;

namespace MovieAspire.ServiceDefaults;

/// <summary>What every process of MovieAspire has in common.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>
    /// Adds telemetry over OTLP, the health check <c>self</c>, the system's <see cref="TimeProvider"/> and
    /// standard resilience (timeouts, retries, circuit breaker) on every HttpClient of the factory. Numbers and dates are
    /// written alike on every machine, whatever its language.
    /// </summary>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder) where TBuilder : IHostApplicationBuilder
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        builder.AddLogs();
        builder.AddTelemetry();
        builder.AddDefaultHealthChecks();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.ConfigureHttpClientDefaults(http => http.AddStandardResilienceHandler());
        return builder;
    }

    /// <summary>Maps <c>/health</c>, <c>/ready</c> and <c>/alive</c>, in every environment: deployments probe them.</summary>
    public static WebApplication MapServiceDefaults(this WebApplication app)
    {
        app.MapHealthEndpoints();
        return app;
    }
}
