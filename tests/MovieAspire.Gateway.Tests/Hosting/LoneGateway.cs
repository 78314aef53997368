namespace MovieAspire.Gateway.Tests.Hosting;

/// <summary>A gateway whose services are all away.</summary>
public sealed class LoneGateway : IAsyncLifetime
{
    internal GatewayHost Gateway { get; } = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await Gateway.DisposeAsync();
}
