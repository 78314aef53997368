using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>Finds the process that listens on a TCP port, in /proc.</summary>
internal static class PortOwner
{
    private const string Listening = "0A";
    private static readonly string[] Tables = ["/proc/net/tcp", "/proc/net/tcp6"];

    /// <summary>
    /// Fails when somebody listens where a program is about to. Without this its health checks would be answered by the
    /// other program, and it would pass for healthy.
    /// </summary>
    public static void ThrowIfTaken(IResource resource)
    {
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
        {
            if (endpoint.AllocatedEndpoint is { } at && Find(at.Port) is { } owner)
                throw new DistributedApplicationException($"port {at.Port} (endpoint '{endpoint.Name}') is taken by {owner}.");
        }
    }

    /// <summary>"name (pid 123)", "a process that cannot be seen", or null when nobody listens there.</summary>
    public static string? Find(int port)
    {
        var end = $":{port.ToString("X4", CultureInfo.InvariantCulture)}";
        var inode = Tables.Where(File.Exists)
            .SelectMany(file => File.ReadLines(file).Skip(1))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .FirstOrDefault(f => f.Length > 9 && f[1].EndsWith(end, StringComparison.Ordinal) && f[3] == Listening)?[9];
        if (inode is null)
            return null;

        foreach (var process in Directory.EnumerateDirectories("/proc").Where(p => int.TryParse(Path.GetFileName(p), out _)))
        {
            if (Holds(process, $"socket:[{inode}]"))
                return $"{File.ReadAllText(Path.Combine(process, "comm")).Trim()} (pid {Path.GetFileName(process)})";
        }

        return "a process of another user";
    }

    private static bool Holds(string process, string socket)
    {
        try
        {
            return Directory.EnumerateFiles(Path.Combine(process, "fd")).Any(fd => new FileInfo(fd).LinkTarget == socket);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
