using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Registry;

namespace Microsoft.Extensions.Http.Resilience;

internal readonly record struct HttpPipelineKey(string Name, string InstanceName);

/// <summary>The configuration of the pipeline whose name is the options' name.</summary>
internal sealed class HttpPipelineOptions
{
    public Action<ResiliencePipelineBuilder<HttpResponseMessage>, ResilienceHandlerContext>? Configure { get; set; }

    /// <summary>Makes the function that gives the instance's name, e.g. by authority; null for one instance.</summary>
    public Func<IServiceProvider, Func<HttpRequestMessage, string>>? SelectorFactory { get; set; }
}

/// <summary>
/// All pipelines of a service provider. They outlive the handlers, which HttpClientFactory rotates
/// every two minutes, so that a circuit stays open as long as it should.
/// </summary>
internal sealed class HttpPipelines(
    IServiceProvider services, IOptionsMonitor<HttpPipelineOptions> options, ILoggerFactory loggers) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Func<HttpRequestMessage, string>> _selectors = new();
    private readonly ResiliencePipelineRegistry<HttpPipelineKey> _registry = new(
        new ResiliencePipelineRegistryOptions<HttpPipelineKey>
        {
            BuilderNameFormatter = key => key.Name,
            InstanceNameFormatter = key => key.InstanceName,
            BuilderFactory = () => new ResiliencePipelineBuilder
            {
                TimeProvider = services.GetService<TimeProvider>(),
                TelemetryListener = new PipelineTelemetry(loggers.CreateLogger("Polly")),
            },
        });

    public Func<HttpRequestMessage, ResiliencePipeline<HttpResponseMessage>> Selector(string name)
    {
        if (options.Get(name).SelectorFactory is { } factory)
        {
            Func<HttpRequestMessage, string> instanceName = _selectors.GetOrAdd(name, _ => factory(services));
            return request => Pipeline(new HttpPipelineKey(name, instanceName(request)));
        }

        // Built at once, so that wrong options show when the client is made.
        ResiliencePipeline<HttpResponseMessage> only = Pipeline(new HttpPipelineKey(name, ""));
        return _ => only;
    }

    public ValueTask DisposeAsync() => _registry.DisposeAsync();

    private ResiliencePipeline<HttpResponseMessage> Pipeline(HttpPipelineKey key) =>
        _registry.GetOrAddPipeline<HttpResponseMessage>(key, (builder, context) =>
            options.Get(key.Name).Configure!(builder, new ResilienceHandlerContext(services, key, context)));
}
