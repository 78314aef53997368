using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace MovieAspire.Lake.Storage;

/// <summary>
/// The lake's folder. Silver, gold and the charts are built in a folder of their own, <c>silver/&lt;version&gt;</c>, and
/// become the current ones when manifest.json names them.
/// </summary>
public sealed class LakeFolder(IOptions<LakeOptions> options, IHostEnvironment environment, TimeProvider time)
{
    /// <summary>The layers that have versions.</summary>
    public const string Silver = "silver", Gold = "gold", Visualizations = "visualizations";

    private string ManifestPath => Path.Combine(Root, "manifest.json");

    /// <summary>The folder, absolute.</summary>
    public string Root { get; } = Path.GetFullPath(options.Value.Path, environment.ContentRootPath);

    /// <summary>Room for what is spilled or half-written; emptied by whoever holds the lock, before and after its work.</summary>
    public string Scratch => Path.Combine(Root, "scratch");

    /// <summary>What the lake holds now; empty for a lake in which nothing was built.</summary>
    /// <exception cref="InvalidDataException">manifest.json is damaged.</exception>
    public Manifest ReadManifest()
    {
        try
        {
            using var stream = File.OpenRead(ManifestPath);
            return JsonSerializer.Deserialize<Manifest>(stream, Manifest.Json) ?? Manifest.Empty;
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return Manifest.Empty;
        }
        catch (JsonException damaged)
        {
            throw new InvalidDataException($"{ManifestPath} is damaged: {damaged.Message}", damaged);
        }
    }

    /// <summary>A path of the manifest as a path of the machine.</summary>
    public string Full(string path) => Path.Combine(Root, path);

    /// <summary>Takes the lake for one writer.</summary>
    /// <exception cref="LakeBusyException">Another run writes it.</exception>
    public LakeLock Lock(Guid runId)
    {
        Directory.CreateDirectory(Root);
        var writer = LakeLock.Take(Path.Combine(Root, ".lock"), runId, EmptyScratch);
        EmptyScratch();
        return writer;
    }

    /// <summary>A new folder for a version of a layer, which nobody sees yet.</summary>
    public string NewVersion(string layer, Guid runId, out string version)
    {
        version = string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():yyyyMMdd'T'HHmmssfff'Z'}_{runId:N}");
        var folder = Path.Combine(Root, layer, version);
        Directory.CreateDirectory(folder);
        return folder;
    }

    /// <summary>Makes a version the current one, and removes those that are too old to keep.</summary>
    public void Publish(LayerManifest layer)
    {
        Write(Path.Combine(Root, layer.Layer, layer.Version, "manifest.json"), layer);
        var layers = new Dictionary<string, LayerManifest>(ReadManifest().Layers) { [layer.Layer] = layer };
        Write(ManifestPath, new Manifest(layers));
        PointTo(layer);
        foreach (var folder in Versions(layer.Layer).Where(folder => Path.GetFileName(folder) != layer.Version)
            .OrderDescending(StringComparer.Ordinal).Skip(options.Value.KeepVersions - 1))
            Directory.Delete(folder, recursive: true);
    }

    /// <summary>Gives up a version that was not published.</summary>
    public void Abandon(string layer, string version)
    {
        var folder = Path.Combine(Root, layer, version);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    /// <summary>Writes a JSON file that is there as a whole or not at all.</summary>
    public static void Write<T>(string path, T value)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var unfinished = path + ".tmp";
        using (var stream = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            JsonSerializer.Serialize(stream, value, Manifest.Json);
            stream.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path, overwrite: true);
    }

    private IEnumerable<string> Versions(string layer) => Directory.EnumerateDirectories(Path.Combine(Root, layer))
        .Where(folder => !new DirectoryInfo(folder).Attributes.HasFlag(FileAttributes.ReparsePoint));

    // For people and notebooks: lake/gold/current/... Programs go by the manifest; a file system without links has no "current".
    private void PointTo(LayerManifest layer)
    {
        var link = Path.Combine(Root, layer.Layer, "current");
        try
        {
            if (new DirectoryInfo(link).LinkTarget is not null)
                File.Delete(link);
            Directory.CreateSymbolicLink(link, layer.Version);
        }
        catch (Exception unsupported) when (unsupported is IOException or UnauthorizedAccessException)
        {
            // The manifest has been written, and it is what counts.
        }
    }

    private void EmptyScratch()
    {
        if (Directory.Exists(Scratch))
            Directory.Delete(Scratch, recursive: true);
        Directory.CreateDirectory(Scratch);
    }
}
