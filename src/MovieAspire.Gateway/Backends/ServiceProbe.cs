using System.Text.Json;

namespace MovieAspire.Gateway.Backends;

/// <summary>
/// Asks a service over HTTP how it is. Its HttpClient is not the factory's, whose resilience would ask an unhealthy
/// service again and again instead of telling what it said.
/// </summary>
internal sealed class ServiceProbe(IConfiguration configuration, TimeProvider time) : IDisposable
{
    // Whoever polls the gateway waits about as long as for any other answer.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2.5);

    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(2) })
    {
        Timeout = Timeout,
    };

    internal async Task<ProbeAnswer<T>> AskAsync<T>(string service, string path, CancellationToken cancellationToken)
        where T : class
    {
        if (configuration[$"services:{service}:http:0"] is not { } address)
            return ProbeAnswer<T>.Away($"The address services:{service}:http:0 is not configured.");

        var start = time.GetTimestamp();
        try
        {
            // An unhealthy service answers 503 with the same body.
            using var response = await _http.GetAsync(new Uri(new Uri(address), path), cancellationToken);
            var body = await response.Content.ReadFromJsonAsync<T>(SnakeCase, cancellationToken);
            return body is null
                ? ProbeAnswer<T>.Away($"The {service} service does not answer as expected.")
                : new(body, time.GetElapsedTime(start), null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ProbeAnswer<T>.Away($"The {service} service did not answer within {Timeout.TotalSeconds} s.");
        }
        catch (Exception e) when (e is HttpRequestException or JsonException)
        {
            return ProbeAnswer<T>.Away($"The {service} service cannot be reached.");
        }
    }

    public void Dispose() => _http.Dispose();

    private static JsonSerializerOptions SnakeCase { get; } =
        new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
}

/// <summary>What a service said.</summary>
/// <param name="Body">Null when it said nothing.</param>
/// <param name="Latency">Until the whole answer was there.</param>
/// <param name="Reason">Why there is none.</param>
internal sealed record ProbeAnswer<T>(T? Body, TimeSpan Latency, string? Reason) where T : class
{
    internal static ProbeAnswer<T> Away(string reason) => new(null, TimeSpan.Zero, reason);
}
