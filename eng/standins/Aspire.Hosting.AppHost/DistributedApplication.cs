using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>The built application.</summary>
/// <param name="host">What it runs in.</param>
public class DistributedApplication(IHost host) : IHost, IAsyncDisposable
{
    private bool _disposed;

    /// <summary>The AppHost's own services.</summary>
    public IServiceProvider Services => host.Services;

    /// <summary>What state every resource is in.</summary>
    public ResourceNotificationService ResourceNotifications => Services.GetRequiredService<ResourceNotificationService>();

    /// <summary>Starts building.</summary>
    /// <returns>A builder.</returns>
    public static IDistributedApplicationBuilder CreateBuilder() => CreateBuilder([]);

    /// <summary>Starts building.</summary>
    /// <param name="args">The command line.</param>
    /// <returns>A builder.</returns>
    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => CreateBuilder(new DistributedApplicationOptions { Args = args });

    /// <summary>Starts building.</summary>
    /// <param name="options">How.</param>
    /// <returns>A builder.</returns>
    public static IDistributedApplicationBuilder CreateBuilder(DistributedApplicationOptions options) => new DistributedApplicationBuilder(options);

    /// <summary>Runs until it is stopped; the process then exits with 1 when the start failed.</summary>
    public void Run() => RunAsync().GetAwaiter().GetResult();

    /// <summary>Runs until it is stopped; the process then exits with 1 when the start failed.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>When it has stopped.</returns>
    public virtual async Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (Services.GetRequiredService<DistributedApplicationExecutionContext>().IsPublishMode)
        {
            Console.Error.WriteLine("Publishing needs the official Aspire SDK: build the AppHost without UseStandIns (eng/standins/README.md).");
            Environment.ExitCode = 1;
            return;
        }

        var orchestrator = Services.GetRequiredService<Orchestrator>();
        try
        {
            await host.RunAsync(cancellationToken);
        }
        catch (DistributedApplicationException e)
        {
            Console.Error.WriteLine(e.Message);
            Environment.ExitCode = 1;
            return;
        }

        if (orchestrator.StartFailure is not null)
            Environment.ExitCode = 1;
    }

    /// <summary>Starts all resources; use <see cref="ResourceNotifications"/> to wait for them.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When the start has begun.</returns>
    public virtual Task StartAsync(CancellationToken cancellationToken = default) => host.StartAsync(cancellationToken);

    /// <summary>Stops all resources, those that need others first.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When all have stopped.</returns>
    public virtual Task StopAsync(CancellationToken cancellationToken = default) => host.StopAsync(cancellationToken);

    /// <inheritdoc/>
    public virtual void Dispose()
    {
        DisposeAsync().AsTask().GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
            return;
        await Services.GetRequiredService<Orchestrator>().StopAsync(CancellationToken.None);
        await ((IAsyncDisposable)host).DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
