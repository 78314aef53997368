namespace MovieAspire.Dev.Shell;

/// <summary>Paths of the checkout that the tool runs in.</summary>
internal static class Repository
{
    // Looked for when it is asked for: an exception of a static initializer would arrive as that of a type, with a stack trace.
    internal static string Root => field ??= Find(Environment.CurrentDirectory);

    internal static string Artifacts => Path.Combine(Root, "artifacts");

    internal static string AspireBundle => Path.Combine(Artifacts, "aspire");

    /// <summary>State, logs and generated secrets of the running system.</summary>
    internal static string Run => Path.Combine(Artifacts, "run");

    internal static string AppHostProject => Path.Combine(Root, "MovieAspire.AppHost", "MovieAspire.AppHost.csproj");

    /// <summary>The checkout that a folder is in.</summary>
    internal static string Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MovieAspire.sln")))
                return folder.FullName;
        }

        throw new DevException("Run this inside a checkout of MovieAspire: no folder above has MovieAspire.sln.");
    }
}
