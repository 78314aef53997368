using MovieAspire.Dev.Shell;

namespace MovieAspire.Dev.Setup;

/// <summary>Postgres and Redis as the distribution packages them.</summary>
internal static class DebianPackages
{
    private static readonly string[] Names = ["postgresql", "postgresql-contrib", "redis-server"];

    internal static async Task EnsureAsync(CancellationToken ct)
    {
        if (HasPostgres() && HasRedis())
            return;

        var install = $"apt-get install {string.Join(' ', Names)}";
        if (!Environment.IsPrivilegedProcess || !File.Exists("/usr/bin/apt-get"))
            throw new DevException($"Postgres (with contrib) or Redis is missing. Install them: sudo {install}");

        Console.WriteLine($"Installing {string.Join(", ", Names)} ...");
        var environment = new Dictionary<string, string> { ["DEBIAN_FRONTEND"] = "noninteractive" };
        await Command.RequireAsync("apt-get", ["update", "-qq"], "apt-get update", ct, environment: environment);
        await Command.RequireAsync(
            "apt-get", ["install", "-y", "-qq", "--no-install-recommends", .. Names], install, ct, environment: environment);

        if (!HasPostgres() || !HasRedis())
            throw new DevException($"Postgres or Redis is still missing after: {install}");
    }

    // Debian keeps each version's server programs apart; pg_trgm comes with contrib.
    private static bool HasPostgres() =>
        Directory.Exists("/usr/lib/postgresql")
        && Directory.EnumerateDirectories("/usr/lib/postgresql").Any(v => File.Exists(Path.Combine(v, "bin", "postgres")))
        && Directory.Exists("/usr/share/postgresql")
        && Directory.EnumerateDirectories("/usr/share/postgresql")
            .Any(v => File.Exists(Path.Combine(v, "extension", "pg_trgm.control")));

    private static bool HasRedis() => File.Exists("/usr/bin/redis-server") || File.Exists("/usr/local/bin/redis-server");
}
