namespace MovieAspire.Testing;

/// <summary>Real data for tests, which is not part of the repository.</summary>
public static class TestData
{
    /// <summary>The development data beside the repository; null where it is absent.</summary>
    public static string? Directory { get; } = Find();

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var data = Path.Combine(folder.FullName, "shared", "data");
            if (System.IO.Directory.Exists(data))
                return data;
        }

        return null;
    }
}
