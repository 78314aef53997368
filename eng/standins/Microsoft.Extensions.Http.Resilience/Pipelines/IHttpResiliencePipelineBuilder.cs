using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Extensions.Http.Resilience;

/// <summary>Configures the pipeline of a resilience handler further.</summary>
public interface IHttpResiliencePipelineBuilder
{
    /// <summary>The pipeline's name, which is also that of its options.</summary>
    string PipelineName { get; }

    /// <summary>The services that the client is registered in.</summary>
    IServiceCollection Services { get; }
}

internal sealed record HttpResiliencePipelineBuilder(string PipelineName, IServiceCollection Services)
    : IHttpResiliencePipelineBuilder, IHttpStandardResiliencePipelineBuilder;
