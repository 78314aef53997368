namespace MovieAspire.Dev.Shell;

/// <summary>Paths of the checkout that the tool runs in.</summary>
internal static class Repository
{
    internal static string Root { get; } = Find();

    internal static string Artifacts { get; } = Path.Combine(Root, "artifacts");

    internal static string AspireBundle { get; } = Path.Combine(Artifacts, "aspire");

    /// <summary>State, logs and generated secrets of the running system.</summary>
    internal static string Run { get; } = Path.Combine(Artifacts, "run");

    internal static string AppHostProject { get; } =
        Path.Combine(Root, "MovieAspire.AppHost", "MovieAspire.AppHost.csproj");

    private static string Find()
    {
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MovieAspire.sln")))
                return folder.FullName;
        }

        throw new DevException("Run this inside a checkout of MovieAspire: no folder above has MovieAspire.sln.");
    }
}
