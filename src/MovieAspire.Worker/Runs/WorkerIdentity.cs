using System.Security.Cryptography;

namespace MovieAspire.Worker.Runs;

/// <summary>
/// Names this start of this process. Containers all have process 1 and may share a host name after a restart, hence the
/// random part.
/// </summary>
internal sealed class WorkerIdentity
{
    public string Host { get; } = Environment.MachineName;

    /// <summary>The claims of this worker begin with it and a slash.</summary>
    public string Id { get; } =
        $"{Environment.MachineName}:{Environment.ProcessId}:{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
}
