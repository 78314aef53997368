using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Extensions.Http.Resilience;

/// <summary>Configures the options of the standard pipeline.</summary>
public static class HttpStandardResiliencePipelineBuilderExtensions
{
    /// <summary>Binds the options to a section, which must not be empty nor hold unknown keys.</summary>
    public static IHttpStandardResiliencePipelineBuilder Configure(
        this IHttpStandardResiliencePipelineBuilder builder, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(section);
        if (!section.GetChildren().Any())
            throw new ArgumentException("Configuration section cannot be empty.", nameof(section));
        builder.Services.Configure<HttpStandardResilienceOptions>(
            builder.PipelineName, section, binder => binder.ErrorOnUnknownConfiguration = true);
        return builder;
    }

    /// <summary>Sets options.</summary>
    public static IHttpStandardResiliencePipelineBuilder Configure(
        this IHttpStandardResiliencePipelineBuilder builder, Action<HttpStandardResilienceOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return builder.Configure((options, _) => configure(options));
    }

    /// <summary>Sets options with the help of services.</summary>
    public static IHttpStandardResiliencePipelineBuilder Configure(
        this IHttpStandardResiliencePipelineBuilder builder,
        Action<HttpStandardResilienceOptions, IServiceProvider> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddOptions<HttpStandardResilienceOptions>(builder.PipelineName).Configure(configure);
        return builder;
    }

    /// <summary>One instance of the pipeline for each scheme, host and port.</summary>
    public static IHttpStandardResiliencePipelineBuilder SelectPipelineByAuthority(
        this IHttpStandardResiliencePipelineBuilder builder) =>
        builder.SelectPipelineBy(_ => HttpResiliencePipelineBuilderExtensions.Authority);

    /// <summary>One instance of the pipeline for each name that the selector gives.</summary>
    public static IHttpStandardResiliencePipelineBuilder SelectPipelineBy(
        this IHttpStandardResiliencePipelineBuilder builder,
        Func<IServiceProvider, Func<HttpRequestMessage, string>> selectorFactory)
    {
        ArgumentNullException.ThrowIfNull(builder);
        IHttpResiliencePipelineBuilder pipeline = new HttpResiliencePipelineBuilder(builder.PipelineName, builder.Services);
        pipeline.SelectPipelineBy(selectorFactory);
        return builder;
    }
}
