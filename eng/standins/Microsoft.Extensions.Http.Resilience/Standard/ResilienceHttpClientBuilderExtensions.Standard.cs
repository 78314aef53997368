using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace Microsoft.Extensions.DependencyInjection;

public static partial class ResilienceHttpClientBuilderExtensions
{
    /// <summary>Adds the standard pipeline with options from a section.</summary>
    public static IHttpStandardResiliencePipelineBuilder AddStandardResilienceHandler(
        this IHttpClientBuilder builder, IConfigurationSection section) =>
        builder.AddStandardResilienceHandler().Configure(section);

    /// <summary>Adds the standard pipeline with some options set.</summary>
    public static IHttpStandardResiliencePipelineBuilder AddStandardResilienceHandler(
        this IHttpClientBuilder builder, Action<HttpStandardResilienceOptions> configure) =>
        builder.AddStandardResilienceHandler().Configure(configure);

    /// <summary>
    /// Adds the standard pipeline: rate limiter, total timeout, retry, circuit breaker, attempt timeout.
    /// HttpClient's own timeout is switched off, as it would cut retries short.
    /// </summary>
    public static IHttpStandardResiliencePipelineBuilder AddStandardResilienceHandler(this IHttpClientBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        string name = builder.AddResilienceHandler("standard", (pipeline, context) =>
        {
            context.EnableReloads<HttpStandardResilienceOptions>(context.BuilderName);
            var options = context.GetOptions<HttpStandardResilienceOptions>(context.BuilderName);
            pipeline
                .AddRateLimiter(options.RateLimiter)
                .AddTimeout(options.TotalRequestTimeout)
                .AddRetry(options.Retry)
                .AddCircuitBreaker(options.CircuitBreaker)
                .AddTimeout(options.AttemptTimeout);
        }).PipelineName;

        builder.Services
            .AddOptionsWithValidateOnStart<HttpStandardResilienceOptions, HttpStandardResilienceOptionsValidator>(name);
        builder.Services.AddOptionsWithValidateOnStart<
            HttpStandardResilienceOptions, HttpStandardResilienceOptionsDurationsValidator>(name);
        builder.ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan);
        return new HttpResiliencePipelineBuilder(name, builder.Services);
    }
}
