using MovieAspire.Dev.Shell;

namespace MovieAspire.Dev.Setup;

/// <summary>Postgres, Redis, ICU, what turns charts into PNG, and for tests a browser, as the distribution packages them.</summary>
internal static class DebianPackages
{
    private static readonly string[] Names = ["postgresql", "postgresql-contrib", "redis-server", "librsvg2-bin", "fonts-dejavu-core"];

    private const string Browser = "chromium";

    private static readonly string[] LibraryFolders =
        ["/usr/lib", "/usr/lib64", "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu"];

    internal static async Task EnsureAsync(bool withBrowser, CancellationToken ct)
    {
        if (Missing(withBrowser) is [])
            return;

        string[] wanted = withBrowser && !HasBrowser() ? [.. Names, Browser] : Names;
        if (!Environment.IsPrivilegedProcess || !File.Exists("/usr/bin/apt-get"))
            throw new DevException($"{string.Join(", ", Missing(withBrowser))} missing. Install: sudo apt-get install {string.Join(' ', wanted)}");

        var environment = new Dictionary<string, string> { ["DEBIAN_FRONTEND"] = "noninteractive" };
        await Command.RequireAsync("apt-get", ["update", "-qq"], "apt-get update", ct, environment: environment);
        string[] names = HasIcu() ? wanted : [.. wanted, await IcuNameAsync(ct)];
        var install = $"apt-get install {string.Join(' ', names)}";
        Console.WriteLine($"Installing {string.Join(", ", names)} ...");
        await Command.RequireAsync(
            "apt-get", ["install", "-y", "-qq", "--no-install-recommends", .. names], install, ct, environment: environment);

        if (Missing(withBrowser) is not [])
            throw new DevException($"{string.Join(", ", Missing(withBrowser))} still missing after: {install}");
    }

    private static string[] Missing(bool withBrowser) =>
    [
        .. HasPostgres() ? [] : new[] { "Postgres with contrib" },
        .. HasRedis() ? [] : new[] { "Redis" },
        .. HasIcu() ? [] : new[] { "ICU" },
        .. File.Exists("/usr/bin/rsvg-convert") ? [] : new[] { "rsvg-convert" },
        .. File.Exists("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf") ? [] : new[] { "the font DejaVu Sans" },
        .. !withBrowser || HasBrowser() ? [] : new[] { "Chromium" },
    ];

    // Debian keeps each version's server programs apart; pg_trgm comes with contrib.
    private static bool HasPostgres() =>
        Directory.Exists("/usr/lib/postgresql")
        && Directory.EnumerateDirectories("/usr/lib/postgresql").Any(v => File.Exists(Path.Combine(v, "bin", "postgres")))
        && Directory.Exists("/usr/share/postgresql")
        && Directory.EnumerateDirectories("/usr/share/postgresql")
            .Any(v => File.Exists(Path.Combine(v, "extension", "pg_trgm.control")));

    // Unicode for .NET. Its package is named after its version, which differs between distributions; postgresql usually brings it.
    private static bool HasIcu() => LibraryFolders
        .Any(folder => Directory.Exists(folder) && Directory.EnumerateFiles(folder, "libicuuc.so.*").Any());

    private static async Task<string> IcuNameAsync(CancellationToken ct)
    {
        var found = await Command.RequireAsync("apt-cache", ["search", "--names-only", "^libicu[0-9]+$"], "apt-cache search", ct);
        return found.Split('\n').Select(line => line.Split(' ')[0]).Where(name => name.Length > 0).Max(StringComparer.Ordinal)
            ?? throw new DevException("apt-cache knows no package of ICU (libicu).");
    }

    private static bool HasRedis() => File.Exists("/usr/bin/redis-server") || File.Exists("/usr/local/bin/redis-server");

    private static bool HasBrowser() => File.Exists("/usr/bin/chromium") || File.Exists("/usr/bin/google-chrome");
}
