namespace Aspire.Hosting;

/// <summary>What the model is built for.</summary>
/// <param name="operation">Run or publish.</param>
public class DistributedApplicationExecutionContext(DistributedApplicationOperation operation)
{
    /// <summary>Run or publish.</summary>
    public DistributedApplicationOperation Operation { get; } = operation;

    /// <summary>Whether it is published.</summary>
    public bool IsPublishMode => Operation == DistributedApplicationOperation.Publish;

    /// <summary>Whether it is run.</summary>
    public bool IsRunMode => Operation == DistributedApplicationOperation.Run;
}

/// <summary>What is done with the model.</summary>
public enum DistributedApplicationOperation
{
    /// <summary>Run it here.</summary>
    Run = 0,

    /// <summary>Write it down for deployment.</summary>
    Publish = 1,
}

/// <summary>How the builder is set up.</summary>
public sealed class DistributedApplicationOptions
{
    /// <summary>The command line.</summary>
    public string[]? Args { get; set; }

    /// <summary>The AppHost's assembly; the entry assembly when missing.</summary>
    public string? AssemblyName { get; set; }

    /// <summary>Whether to do without the dashboard.</summary>
    public bool DisableDashboard { get; set; }

    /// <summary>Whether the resources' console output goes to the AppHost's logger.</summary>
    public bool EnableResourceLogging { get; set; }

    /// <summary>The AppHost's folder; that of its project when missing.</summary>
    public string? ProjectDirectory { get; set; }
}
