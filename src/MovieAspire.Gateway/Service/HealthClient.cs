using System.Text.Json;

namespace MovieAspire.Gateway.Service;

/// <summary>
/// Asks a service for its health over HTTP. Its HttpClient is not the factory's, whose resilience would ask an
/// unhealthy service again and again instead of telling what it said.
/// </summary>
internal sealed class HealthClient(IConfiguration configuration, TimeProvider time) : IDisposable
{
    // Whoever polls the gateway waits about as long as for any other answer.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2.5);

    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(2) })
    {
        Timeout = Timeout,
    };

    internal async Task<ServiceHealth> AskAsync(string service, CancellationToken cancellationToken)
    {
        if (configuration[$"services:{service}:http:0"] is not { } address)
            return ServiceHealth.Away($"The address services:{service}:http:0 is not configured.");

        var start = time.GetTimestamp();
        try
        {
            // An unhealthy service answers 503 with the same body.
            using var response = await _http.GetAsync(new Uri(new Uri(address), "/health"), cancellationToken);
            var health = await response.Content.ReadFromJsonAsync<ServiceHealth>(SnakeCase, cancellationToken);
            return health is { Status: not null, Checks: not null }
                ? health with { LatencyMs = Math.Round(time.GetElapsedTime(start).TotalMilliseconds, 1) }
                : ServiceHealth.Away($"The {service} service does not answer as expected.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ServiceHealth.Away($"The {service} service did not answer within {Timeout.TotalSeconds} s.");
        }
        catch (Exception e) when (e is HttpRequestException or JsonException)
        {
            return ServiceHealth.Away($"The {service} service cannot be reached.");
        }
    }

    public void Dispose() => _http.Dispose();

    private static JsonSerializerOptions SnakeCase { get; } =
        new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
}
