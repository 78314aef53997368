using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Polly.Registry;

namespace Microsoft.Extensions.Http.Resilience;

/// <summary>What is at hand while a pipeline is being built.</summary>
public sealed class ResilienceHandlerContext
{
    private readonly HttpPipelineKey _key;
    private readonly ConfigureBuilderContext<HttpPipelineKey> _context;

    internal ResilienceHandlerContext(
        IServiceProvider services, HttpPipelineKey key, ConfigureBuilderContext<HttpPipelineKey> context)
    {
        ServiceProvider = services;
        _key = key;
        _context = context;
    }

    /// <summary>The root provider.</summary>
    public IServiceProvider ServiceProvider { get; }

    /// <summary>The pipeline's name: client's name, dash, handler's name.</summary>
    public string BuilderName => _key.Name;

    /// <summary>The instance's name that the selector gave; empty without one.</summary>
    public string InstanceName => _key.InstanceName;

    /// <summary>Rebuilds the pipeline when the options of that name change.</summary>
    public void EnableReloads<TOptions>(string? name = null)
    {
        var monitor = ServiceProvider.GetRequiredService<IOptionsMonitor<TOptions>>();
        var changed = new CancellationTokenSource();
        _context.AddReloadToken(changed.Token);
        IDisposable? subscription = monitor.OnChange((_, changedName) =>
        {
            if (changedName == (name ?? Options.Options.DefaultName))
                changed.Cancel();
        });
        _context.OnPipelineDisposed(() =>
        {
            subscription?.Dispose();
            changed.Dispose();
        });
    }

    /// <summary>The options of that name as they are now.</summary>
    public TOptions GetOptions<TOptions>(string? name = null) =>
        ServiceProvider.GetRequiredService<IOptionsMonitor<TOptions>>().Get(name ?? Options.Options.DefaultName);

    /// <summary>Calls back when the pipeline is replaced or the provider disposed of.</summary>
    public void OnPipelineDisposed(Action callback) => _context.OnPipelineDisposed(callback);
}
