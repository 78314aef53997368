namespace Aspire.Hosting.Orchestration;

/// <summary>A process to start.</summary>
internal sealed record ProcessSpec
{
    /// <summary>The program, a full path.</summary>
    public required string FileName { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    public required string WorkingDirectory { get; init; }

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether it also gets the AppHost's own environment, less what is meant for the AppHost alone.</summary>
    public bool InheritEnvironment { get; init; }

    /// <summary>Whether its standard error is an ordinary log.</summary>
    public bool LogsToStandardError { get; init; }

    /// <summary>What it reads from its standard input; secrets go this way rather than through the command line.</summary>
    public string? StandardInput { get; init; }

    /// <summary>The user it runs as, when the AppHost is root.</summary>
    public string? User { get; init; }

    /// <summary>The signal that asks it to stop.</summary>
    public UnixSignal StopSignal { get; init; } = UnixSignal.Term;

    /// <summary>The signal it gets from the kernel when the AppHost dies without stopping it.</summary>
    public UnixSignal OrphanSignal { get; init; } = UnixSignal.Kill;
}

/// <summary>What a server needs is not installed here.</summary>
/// <param name="message">What is missing, and how to get it.</param>
/// <param name="optional">Whether the rest can do without.</param>
internal sealed class NotInstalledException(string message, bool optional) : DistributedApplicationException(message)
{
    public bool Optional { get; } = optional;
}
