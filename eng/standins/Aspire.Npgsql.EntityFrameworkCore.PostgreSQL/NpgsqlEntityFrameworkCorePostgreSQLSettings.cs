namespace Aspire.Npgsql.EntityFrameworkCore.PostgreSQL;

/// <summary>Bound to Aspire:Npgsql:EntityFrameworkCore:PostgreSQL, then to its sections of the connection and the context.</summary>
public class NpgsqlEntityFrameworkCorePostgreSQLSettings
{
    /// <summary>ConnectionStrings:{connectionName} takes precedence.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Whether failed commands are not retried.</summary>
    public bool DisableRetry { get; set; }

    /// <summary>Whether there is no health check of the context.</summary>
    public bool DisableHealthChecks { get; set; }

    /// <summary>Whether Npgsql's spans are not collected.</summary>
    public bool DisableTracing { get; set; }

    /// <summary>Whether Npgsql's metrics are not collected.</summary>
    public bool DisableMetrics { get; set; }

    /// <summary>In seconds; null keeps Npgsql's 30.</summary>
    public int? CommandTimeout { get; set; }
}
