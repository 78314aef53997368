using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using MovieAspire.Testing;

namespace MovieAspire.Web.Tests.Hosting;

/// <summary>One of our programs in this process, on real sockets with ports of the system's choice.</summary>
internal sealed class ServiceHost<TProgram> : WebApplicationFactory<TProgram> where TProgram : class
{
    private readonly Dictionary<string, string> _settings;

    internal ServiceHost(Dictionary<string, string> settings)
    {
        _settings = settings;
        UseKestrel();
        StartServer();
        Addresses = [.. Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses];
    }

    /// <summary>In the order of their names in the configuration.</summary>
    internal IReadOnlyList<string> Addresses { get; }

    /// <summary>A gRPC service of ours with its two endpoints.</summary>
    internal static ServiceHost<TProgram> StartService(string movieDb, string redis, Dictionary<string, string>? settings = null) =>
        new(new(settings ?? [])
        {
            ["ConnectionStrings:moviedb"] = movieDb,
            ["ConnectionStrings:redis"] = redis, ["Redis:Timeout"] = RedisServer.Patience,
            ["Kestrel:Endpoints:grpc:Url"] = "http://127.0.0.1:0",
            ["Kestrel:Endpoints:http:Url"] = "http://127.0.0.1:0",
        });

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        foreach (var (key, value) in _settings)
            builder.UseSetting(key, value);
    }
}
