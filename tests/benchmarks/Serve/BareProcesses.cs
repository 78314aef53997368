using MovieAspire.Testing.Workers;

namespace MovieAspire.Benchmarks.Serve;

/// <summary>The limits of the machine: programs that answer with one movie's bytes and do nothing else.</summary>
internal sealed class BareProcesses : IAsyncDisposable
{
    private readonly ServiceProcess _bytes;
    private readonly ServiceProcess _service;
    private readonly ServiceProcess _hop;

    private BareProcesses(ServiceProcess bytes, ServiceProcess service, ServiceProcess hop) =>
        (_bytes, _service, _hop) = (bytes, service, hop);

    /// <summary>Kestrel, which writes bytes that it has in memory.</summary>
    public Uri Bytes => _bytes.Addresses[0];

    /// <summary>Kestrel, which asks a gRPC service for a message that that one has in memory, and writes it as JSON.</summary>
    public Uri Hop => _hop.Addresses[0];

    public static async Task<BareProcesses> StartAsync(ServingSystem system)
    {
        var movie = await BareServer.ReadMovieAsync(system);
        var bytes = await StartAsync("bytes", movie, [], []);
        var service = await StartAsync("service", movie, ["grpc"], new() { ["Kestrel:Endpoints:grpc:Protocols"] = "Http2" });
        var hop = await StartAsync("hop", movie, [], new() { ["service"] = service.Addresses[0].ToString() });
        return new(bytes, service, hop);
    }

    public async ValueTask DisposeAsync()
    {
        await _hop.DisposeAsync();
        await _service.DisposeAsync();
        await _bytes.DisposeAsync();
    }

    private static async Task<ServiceProcess> StartAsync(
        string role, string movie, string[] endpoints, Dictionary<string, string> settings)
    {
        settings["movie"] = movie;
        settings["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning";
        var process = await ServiceProcess.StartAsync("MovieAspire.Benchmarks", settings, endpoints, "bare", role);
        await Eventually.TrueAsync(() => process.Addresses.Length is 1, () => $"The bare {role} does not listen:\n{process.Log}");
        return process;
    }
}
