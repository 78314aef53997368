using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.StandIn.Tests;

/// <summary>An application in this process, started; disposing it stops it.</summary>
internal sealed class RunningApp : IAsyncDisposable
{
    private readonly CancellationTokenSource _timeout = new(TimeSpan.FromSeconds(45));

    private RunningApp(DistributedApplication application) => Application = application;

    public DistributedApplication Application { get; }

    public CancellationToken Timeout => _timeout.Token;

    public static IDistributedApplicationTestingBuilder CreateBuilder(params string[] args)
    {
        var builder = DistributedApplicationTestingBuilder.Create(args);
        builder.Services.AddLogging(l => l.ClearProviders());
        return builder;
    }

    public static async Task<RunningApp> StartAsync(IDistributedApplicationTestingBuilder builder)
    {
        var app = new RunningApp(await builder.BuildAsync());
        await app.Application.StartAsync(app.Timeout);
        return app;
    }

    public async ValueTask DisposeAsync()
    {
        await Application.DisposeAsync();
        _timeout.Dispose();
    }
}
