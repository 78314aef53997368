using MovieAspire.Gateway.Backends;

namespace MovieAspire.Gateway.Service;

/// <summary>What a service says at its /health: ServiceDefaults writes it.</summary>
internal sealed record ServiceHealth(string Status, IReadOnlyDictionary<string, ComponentHealth> Checks)
{
    /// <summary>Milliseconds until the whole answer was there.</summary>
    public double? LatencyMs { get; init; }

    /// <summary>Why there is no answer.</summary>
    public string? Reason { get; init; }

    internal bool Answered => Reason is null;

    internal static async Task<ServiceHealth> AskAsync(
        ServiceProbe services, string service, CancellationToken cancellationToken)
    {
        var answer = await services.AskAsync<ServiceHealth>(service, "/health", cancellationToken);
        return answer.Body is { Status: not null, Checks: not null } health
            ? health with { LatencyMs = Math.Round(answer.Latency.TotalMilliseconds, 1) }
            : Away(answer.Reason ?? $"The {service} service does not answer as expected.");
    }

    internal static ServiceHealth Away(string reason) =>
        new(ComponentHealth.Unhealthy, new Dictionary<string, ComponentHealth>()) { Reason = reason };

    /// <summary>The service as one part of the platform.</summary>
    internal ComponentHealth Whole() => new(Status, LatencyMs, Reason ?? ReasonOfChecks());

    private string? ReasonOfChecks()
    {
        var reasons = Checks.Where(check => check.Value.Status is not ComponentHealth.Healthy)
            .Select(check => $"{check.Key} is {check.Value.Status}").ToList();
        return reasons.Count > 0 ? string.Join(", ", reasons) : null;
    }
}
