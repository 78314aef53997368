using MovieAspire.Dev.Shell;

namespace MovieAspire.Dev.Setup;

/// <summary>Postgres, Redis, and what turns charts into PNG, as the distribution packages them.</summary>
internal static class DebianPackages
{
    private static readonly string[] Names = ["postgresql", "postgresql-contrib", "redis-server", "librsvg2-bin", "fonts-dejavu-core"];

    internal static async Task EnsureAsync(CancellationToken ct)
    {
        if (Missing() is [])
            return;

        var install = $"apt-get install {string.Join(' ', Names)}";
        if (!Environment.IsPrivilegedProcess || !File.Exists("/usr/bin/apt-get"))
            throw new DevException($"{string.Join(", ", Missing())} missing. Install: sudo {install}");

        Console.WriteLine($"Installing {string.Join(", ", Names)} ...");
        var environment = new Dictionary<string, string> { ["DEBIAN_FRONTEND"] = "noninteractive" };
        await Command.RequireAsync("apt-get", ["update", "-qq"], "apt-get update", ct, environment: environment);
        await Command.RequireAsync(
            "apt-get", ["install", "-y", "-qq", "--no-install-recommends", .. Names], install, ct, environment: environment);

        if (Missing() is not [])
            throw new DevException($"{string.Join(", ", Missing())} still missing after: {install}");
    }

    private static string[] Missing() =>
    [
        .. HasPostgres() ? [] : new[] { "Postgres with contrib" },
        .. HasRedis() ? [] : new[] { "Redis" },
        .. File.Exists("/usr/bin/rsvg-convert") ? [] : new[] { "rsvg-convert" },
        .. File.Exists("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf") ? [] : new[] { "the font DejaVu Sans" },
    ];

    // Debian keeps each version's server programs apart; pg_trgm comes with contrib.
    private static bool HasPostgres() =>
        Directory.Exists("/usr/lib/postgresql")
        && Directory.EnumerateDirectories("/usr/lib/postgresql").Any(v => File.Exists(Path.Combine(v, "bin", "postgres")))
        && Directory.Exists("/usr/share/postgresql")
        && Directory.EnumerateDirectories("/usr/share/postgresql")
            .Any(v => File.Exists(Path.Combine(v, "extension", "pg_trgm.control")));

    private static bool HasRedis() => File.Exists("/usr/bin/redis-server") || File.Exists("/usr/local/bin/redis-server");
}
