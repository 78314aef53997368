using Grpc.Net.Client;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using MovieAspire.Testing;
using CatalogClient = MovieAspire.Contracts.Catalog.V1.Catalog.CatalogClient;
using SearchClient = MovieAspire.Contracts.Catalog.V1.Search.SearchClient;

namespace MovieAspire.Catalog.Tests.Hosting;

/// <summary>The catalog service in this process, with real servers behind it.</summary>
internal sealed class CatalogHost : WebApplicationFactory<Program>
{
    private readonly string _movieDb;
    private readonly string _redis;
    private readonly Dictionary<string, string> _settings;
    private readonly GrpcChannel _channel;

    public CatalogHost(string movieDb, string redis, Dictionary<string, string>? settings = null)
    {
        _movieDb = movieDb;
        _redis = redis;
        _settings = settings ?? [];
        _channel = GrpcChannel.ForAddress(
            Server.BaseAddress, new GrpcChannelOptions { HttpHandler = Server.CreateHandler() });
        Client = new CatalogClient(_channel);
        Search = new SearchClient(_channel);
    }

    public CatalogClient Client { get; }

    public SearchClient Search { get; }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("ConnectionStrings:moviedb", _movieDb);
        builder.UseSetting("ConnectionStrings:redis", _redis);
        builder.UseSetting("Redis:Timeout", RedisServer.Patience);
        foreach (var (key, value) in _settings)
            builder.UseSetting(key, value);
    }

    protected override void Dispose(bool disposing)
    {
        _channel.Dispose();
        base.Dispose(disposing);
    }
}
