using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Extensions.Http.Resilience;

/// <summary>Gives each authority, or whatever a selector names, a pipeline instance of its own.</summary>
public static class HttpResiliencePipelineBuilderExtensions
{
    /// <summary>One instance for each scheme, host and port.</summary>
    public static IHttpResiliencePipelineBuilder SelectPipelineByAuthority(this IHttpResiliencePipelineBuilder builder) =>
        builder.SelectPipelineBy(_ => Authority);

    /// <summary>One instance for each name that the selector gives.</summary>
    public static IHttpResiliencePipelineBuilder SelectPipelineBy(
        this IHttpResiliencePipelineBuilder builder,
        Func<IServiceProvider, Func<HttpRequestMessage, string>> selectorFactory)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(selectorFactory);
        builder.Services.Configure<HttpPipelineOptions>(
            builder.PipelineName, options => options.SelectorFactory = selectorFactory);
        return builder;
    }

    internal static string Authority(HttpRequestMessage request) =>
        request.RequestUri?.GetLeftPart(UriPartial.Authority)
        ?? throw new InvalidOperationException("The request message must have a URL specified.");
}
