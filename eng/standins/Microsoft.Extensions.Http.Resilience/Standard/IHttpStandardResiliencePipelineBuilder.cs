using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Extensions.Http.Resilience;

/// <summary>Configures the standard pipeline further.</summary>
public interface IHttpStandardResiliencePipelineBuilder
{
    /// <summary>The pipeline's name, which is also that of its options.</summary>
    string PipelineName { get; }

    /// <summary>The services that the client is registered in.</summary>
    IServiceCollection Services { get; }
}
