using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds resilience to HTTP clients.</summary>
public static partial class ResilienceHttpClientBuilderExtensions
{
    /// <summary>Sends the client's requests through a pipeline.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="pipelineName">Unique within the client.</param>
    /// <param name="configure">Adds the strategies, the outermost first.</param>
    public static IHttpResiliencePipelineBuilder AddResilienceHandler(
        this IHttpClientBuilder builder,
        string pipelineName,
        Action<ResiliencePipelineBuilder<HttpResponseMessage>> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return builder.AddResilienceHandler(pipelineName, (pipeline, _) => configure(pipeline));
    }

    /// <inheritdoc cref="AddResilienceHandler(IHttpClientBuilder, string, Action{ResiliencePipelineBuilder{HttpResponseMessage}})"/>
    public static IHttpResiliencePipelineBuilder AddResilienceHandler(
        this IHttpClientBuilder builder,
        string pipelineName,
        Action<ResiliencePipelineBuilder<HttpResponseMessage>, ResilienceHandlerContext> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(pipelineName);
        ArgumentNullException.ThrowIfNull(configure);

        string name = $"{builder.Name}-{pipelineName}";
        builder.Services.TryAddSingleton<HttpPipelines>();
        builder.Services.Configure<HttpPipelineOptions>(name, options => options.Configure ??= configure);
        builder.AddHttpMessageHandler(services =>
            new ResilienceHandler(services.GetRequiredService<HttpPipelines>().Selector(name)));
        return new HttpResiliencePipelineBuilder(name, builder.Services);
    }
}
