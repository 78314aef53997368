using System.Collections.Concurrent;

namespace Aspire.Hosting.Orchestration;

/// <summary>
/// The folder of what the processes keep (artifacts/run unless Processes:RunDirectory says otherwise) and the temporary
/// folders that go away with this AppHost.
/// </summary>
internal sealed class RunDirectory(string path, bool isTemporary = false)
{
    private readonly ConcurrentBag<string> _temporary = [];

    public string Path { get; } = path;

    public void Create() => Directory.CreateDirectory(Path);

    /// <summary>A folder that is kept.</summary>
    public string Data(string resource) => Directory.CreateDirectory(System.IO.Path.Combine(Path, "data", resource)).FullName;

    /// <summary>A folder that is deleted when everything has stopped; other users may pass through it.</summary>
    public string Temporary(string resource)
    {
        var folder = Directory.CreateTempSubdirectory($"aspire-{resource}-").FullName;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        _temporary.Add(folder);
        return folder;
    }

    public void DeleteTemporary()
    {
        while (_temporary.TryTake(out var folder))
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }

        if (isTemporary && Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }
}
