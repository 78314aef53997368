using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MovieAspire.ClientStandIns.Tests.Grpc;

/// <summary>A gRPC server on a free port with health and reflection, and a channel to it.</summary>
internal sealed class GrpcServer : IAsyncDisposable
{
    private GrpcServer(WebApplication app)
    {
        App = app;
        Channel = GrpcChannel.ForAddress(app.Urls.Single());
    }

    public WebApplication App { get; }

    public GrpcChannel Channel { get; }

    public static async Task<GrpcServer> StartAsync(Func<HealthCheckResult>? check = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2));
        builder.Services.AddRouting();
        builder.Services.AddGrpc();
        builder.Services.AddGrpcReflection();
        IHealthChecksBuilder checks = builder.Services.AddGrpcHealthChecks();
        if (check is not null)
            checks.AddCheck("check", check);
        builder.Services.Configure<HealthCheckPublisherOptions>(options =>
        {
            options.Delay = TimeSpan.FromMilliseconds(50);
            options.Period = TimeSpan.FromSeconds(1); // the least it takes
        });

        WebApplication app = builder.Build();
        app.MapGrpcHealthChecksService();
        app.MapGrpcReflectionService();
        await app.StartAsync();
        return new GrpcServer(app);
    }

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        await App.DisposeAsync();
    }
}
