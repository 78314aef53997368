using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a probe asks.</summary>
[Experimental("ASPIREPROBES001", UrlFormat = "https://aka.ms/aspire/diagnostics/{0}")]
public enum ProbeType
{
    /// <summary>Has it started?</summary>
    Startup = 0,

    /// <summary>May it get requests?</summary>
    Readiness = 1,

    /// <summary>Does it live?</summary>
    Liveness = 2,
}

/// <summary>A probe of the deployed resource.</summary>
[Experimental("ASPIREPROBES001", UrlFormat = "https://aka.ms/aspire/diagnostics/{0}")]
public abstract class ProbeAnnotation : IResourceAnnotation
{
    /// <summary>What it asks.</summary>
    public required ProbeType Type { get; init; }

    /// <summary>Seconds before the first.</summary>
    public int InitialDelaySeconds { get; init; } = 5;

    /// <summary>Seconds between two.</summary>
    public int PeriodSeconds { get; init; } = 5;

    /// <summary>Seconds one may take.</summary>
    public int TimeoutSeconds { get; set; } = 1;

    /// <summary>How many must fail in a row.</summary>
    public int FailureThreshold { get; init; } = 3;

    /// <summary>How many must succeed in a row.</summary>
    public int SuccessThreshold { get; init; } = 1;
}

/// <summary>A probe over HTTP.</summary>
[Experimental("ASPIREPROBES001", UrlFormat = "https://aka.ms/aspire/diagnostics/{0}")]
public sealed class EndpointProbeAnnotation : ProbeAnnotation
{
    /// <summary>The endpoint asked.</summary>
    public required EndpointReference EndpointReference { get; init; }

    /// <summary>The path asked for.</summary>
    public required string Path { get; init; }
}
