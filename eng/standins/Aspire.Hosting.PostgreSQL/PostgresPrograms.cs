using System.Globalization;
using Aspire.Hosting.Orchestration;

namespace Aspire.Hosting.PostgreSQL;

/// <summary>Where the PostgreSQL server's programs are.</summary>
internal sealed record PostgresPrograms(string Directory, int Version)
{
    public const string HowToInstall = "PostgreSQL is not installed: apt-get install postgresql postgresql-contrib";

    // Debian puts each major version into a folder of its own and none of the server's programs on PATH.
    private const string DebianRoot = "/usr/lib/postgresql";

    public string Initdb => Path.Combine(Directory, "initdb");

    public string Postgres => Path.Combine(Directory, "postgres");

    /// <summary>The version that made the data, or the newest one.</summary>
    public static PostgresPrograms Find(int? version)
    {
        var installed = System.IO.Directory.Exists(DebianRoot)
            ? System.IO.Directory.EnumerateDirectories(DebianRoot)
                .Where(d => File.Exists(Path.Combine(d, "bin", "postgres")) && int.TryParse(Path.GetFileName(d), out _))
                .Select(d => new PostgresPrograms(Path.Combine(d, "bin"), int.Parse(Path.GetFileName(d), CultureInfo.InvariantCulture)))
                .OrderByDescending(p => p.Version)
                .ToList()
            : [];
        if (Unix.FindProgram("postgres") is { } onPath)
            installed.Add(new PostgresPrograms(Path.GetDirectoryName(onPath)!, version ?? 0));
        if (installed.Count == 0)
            throw new NotInstalledException(HowToInstall, optional: false);
        return version is null ? installed[0] : installed.FirstOrDefault(p => p.Version == version)
            ?? throw new DistributedApplicationException($"The data folder was made by PostgreSQL {version}, which is not installed (there is {installed[0].Version}). Install that version, or delete the folder.");
    }
}
