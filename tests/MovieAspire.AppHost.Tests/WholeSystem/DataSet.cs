namespace MovieAspire.AppHost.Tests.WholeSystem;

internal static class DataSet
{
    /// <summary>The real data beside the checkout where it is present; empty means the sample catalog.</summary>
    internal static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(Path.Combine(candidate, "tmdb")))
                return candidate;
        }

        return "";
    }
}
