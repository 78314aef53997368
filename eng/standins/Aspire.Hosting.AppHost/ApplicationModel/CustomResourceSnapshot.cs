using System.Collections.Immutable;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a resource looks like at one moment.</summary>
public sealed record CustomResourceSnapshot
{
    /// <summary>Project, Executable, Container, Parameter, ...</summary>
    public required string ResourceType { get; init; }

    /// <summary>Facts shown in the dashboard.</summary>
    public required ImmutableArray<ResourcePropertySnapshot> Properties { get; init; }

    /// <summary>How far it has come (<see cref="KnownResourceStates"/>).</summary>
    public ResourceStateSnapshot? State { get; init; }

    /// <summary>The exit code, once it has ended.</summary>
    public int? ExitCode { get; init; }

    /// <summary>When it was added to the application, UTC.</summary>
    public DateTime? CreationTimeStamp { get; init; }

    /// <summary>When it started, UTC.</summary>
    public DateTime? StartTimeStamp { get; init; }

    /// <summary>When it ended, UTC.</summary>
    public DateTime? StopTimeStamp { get; init; }

    /// <summary>Its environment variables.</summary>
    public ImmutableArray<EnvironmentVariableSnapshot> EnvironmentVariables { get; init; } = [];

    /// <summary>Where it can be reached.</summary>
    public ImmutableArray<UrlSnapshot> Urls { get; init; } = [];

    /// <summary>Its relations to other resources.</summary>
    public ImmutableArray<RelationshipSnapshot> Relationships { get; init; } = [];

    /// <summary>Whether the dashboard leaves it out.</summary>
    public bool IsHidden { get; init; }

    /// <summary>What its health checks said last.</summary>
    public ImmutableArray<HealthReportSnapshot> HealthReports { get; internal init; } = [];

    /// <summary>The worst of the reports; null when it does not run.</summary>
    public HealthStatus? HealthStatus =>
        State?.Text != KnownResourceStates.Running ? null
        : HealthReports.IsEmpty ? Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy
        : HealthReports.Min(r => r.Status ?? Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Unhealthy);
}

/// <summary>A state and how the dashboard colours it.</summary>
/// <param name="Text">The state.</param>
/// <param name="Style">success, info, warning, error or null.</param>
public sealed record ResourceStateSnapshot(string Text, string? Style)
{
    /// <summary>A state in its usual colour.</summary>
    /// <param name="s">The state.</param>
    public static implicit operator ResourceStateSnapshot?(string? s) => s is null ? null : new(s, null);
}

/// <summary>An environment variable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
/// <param name="IsFromSpec">Whether the model set it.</param>
public sealed record EnvironmentVariableSnapshot(string Name, string? Value, bool IsFromSpec);

/// <summary>A place where a resource can be reached.</summary>
/// <param name="Name">The endpoint's name.</param>
/// <param name="Url">The URL.</param>
/// <param name="IsInternal">Whether the dashboard leaves it out of the list.</param>
public sealed record UrlSnapshot(string? Name, string Url, bool IsInternal)
{
    /// <summary>Whether nothing answers there yet.</summary>
    public bool IsInactive { get; init; }
}

/// <summary>A relation to another resource.</summary>
/// <param name="ResourceName">The other's name.</param>
/// <param name="Type">Reference, WaitFor or Parent.</param>
public sealed record RelationshipSnapshot(string ResourceName, string Type);

/// <summary>A fact shown in the dashboard.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
public sealed record ResourcePropertySnapshot(string Name, object? Value)
{
    /// <summary>Whether the dashboard masks it.</summary>
    public bool IsSensitive { get; init; }
}

/// <summary>What a health check said.</summary>
/// <param name="Name">The check.</param>
/// <param name="Status">Its answer; null when it has not run.</param>
/// <param name="Description">More about it.</param>
/// <param name="ExceptionText">What it failed with.</param>
public sealed record HealthReportSnapshot(string Name, HealthStatus? Status, string? Description, string? ExceptionText)
{
    /// <summary>When it ran last, UTC.</summary>
    public DateTime? LastRunAt { get; init; }
}

/// <summary>The states a resource goes through.</summary>
public static class KnownResourceStates
{
    /// <summary>It is not started on its own.</summary>
    public static readonly string NotStarted = "NotStarted";

    /// <summary>It waits for others.</summary>
    public static readonly string Waiting = "Waiting";

    /// <summary>It is being started.</summary>
    public static readonly string Starting = "Starting";

    /// <summary>It runs.</summary>
    public static readonly string Running = "Running";

    /// <summary>It is being stopped.</summary>
    public static readonly string Stopping = "Stopping";

    /// <summary>It ended.</summary>
    public static readonly string Exited = "Exited";

    /// <summary>It did its work and ended.</summary>
    public static readonly string Finished = "Finished";

    /// <summary>It could not be started.</summary>
    public static readonly string FailedToStart = "FailedToStart";

    /// <summary>The states that nothing follows by itself.</summary>
    public static readonly IReadOnlyList<string> TerminalStates = [Finished, FailedToStart, Exited];

    /// <summary>What it needs is not installed here, and the rest can do without it; only processes have this state.</summary>
    internal const string NotInstalled = "Not installed";
}
