using MovieAspire.Testing;

namespace MovieAspire.Gateway.Tests.Hosting;

/// <summary>A gRPC service of ours with its two endpoints.</summary>
internal static class BackendHost
{
    internal static ServiceHost<TProgram> Start<TProgram>(
        string movieDb, string redis, Dictionary<string, string>? settings = null) where TProgram : class
    {
        var all = new Dictionary<string, string>
        {
            ["ConnectionStrings:moviedb"] = movieDb,
            ["ConnectionStrings:redis"] = redis, ["Redis:Timeout"] = RedisServer.Patience,
            ["Kestrel:Endpoints:grpc:Url"] = "http://127.0.0.1:0",
            ["Kestrel:Endpoints:http:Url"] = "http://127.0.0.1:0",
        };
        foreach (var (key, value) in settings ?? [])
            all[key] = value;
        return new(all);
    }

    /// <summary>What Aspire tells the gateway about a service.</summary>
    internal static Dictionary<string, string> Announce<TProgram>(ServiceHost<TProgram> host, string name)
        where TProgram : class => new()
        {
            [$"services:{name}:grpc:0"] = host.Addresses[0],
            [$"services:{name}:http:0"] = host.Addresses[1],
        };
}
