namespace Aspire.StackExchange.Redis;

/// <summary>Bound to Aspire:StackExchange:Redis, then to its section of the connection.</summary>
public sealed class StackExchangeRedisSettings
{
    /// <summary>ConnectionStrings:{connectionName} takes precedence.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Whether there is no health check of the connection.</summary>
    public bool DisableHealthChecks { get; set; }

    /// <summary>Without effect: StackExchange.Redis as restored here has no spans to collect.</summary>
    public bool DisableTracing { get; set; }

    /// <summary>Whether the connection is made when first asked for, instead of at start-up.</summary>
    public bool DisableAutoActivation { get; set; } = true;
}
