using Microsoft.Extensions.Hosting;

namespace Aspire.StackExchange.Redis;

/// <summary>Connects while the host starts.</summary>
internal sealed class Activation(Action connect) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        connect();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
