using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace MovieAspire.Gateway.Tests.Hosting;

/// <summary>One of our programs in this process, on real sockets with ports of the system's choice.</summary>
internal sealed class ServiceHost<TProgram> : WebApplicationFactory<TProgram> where TProgram : class
{
    private readonly Dictionary<string, string> _settings;
    private readonly Action<IServiceCollection> _services;

    internal ServiceHost(Dictionary<string, string> settings, Action<IServiceCollection>? services = null)
    {
        _settings = settings;
        _services = services ?? (_ => { });
        UseKestrel();
        StartServer();
        Addresses = [.. Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses];
    }

    /// <summary>In the order of their names in the configuration.</summary>
    internal IReadOnlyList<string> Addresses { get; }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        foreach (var (key, value) in _settings)
            builder.UseSetting(key, value);
        builder.ConfigureTestServices(_services);
    }
}
