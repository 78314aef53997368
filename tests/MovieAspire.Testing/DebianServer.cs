using System.Diagnostics;

namespace MovieAspire.Testing;

/// <summary>Finds and runs the programs of Debian's postgresql and redis-server packages.</summary>
internal static class DebianServer
{
    private const string Install = "apt-get install postgresql postgresql-contrib redis-server";

    // Not Path.GetTempPath(): a TMPDIR private to root is out of the postgres user's reach.
    private const string Temp = "/tmp";

    public static string Redis { get; } = Find(["/usr/bin", "/usr/local/bin"], "redis-server");

    public static string Postgres(string program) => Find(
        [.. Directories("/usr/lib/postgresql").OrderByDescending(Version).Select(d => Path.Combine(d, "bin"))],
        program);

    /// <summary>
    /// The words before a command that make it die with its parent and, as Postgres refuses to run as
    /// root, run as the user postgres.
    /// </summary>
    public static string[] RunAs(bool postgres) =>
        postgres && Environment.IsPrivilegedProcess
            ? ["setpriv", "--pdeathsig", "KILL", "--reuid", "postgres", "--regid", "postgres", "--clear-groups", "--"]
            : ["setpriv", "--pdeathsig", "KILL", "--"];

    public static async Task<string> CreateFolderAsync(bool forPostgres, CancellationToken cancellationToken)
    {
        string folder = Path.Combine(Temp, $"movieaspire-test-{Guid.NewGuid():N}");
        string[] owner = forPostgres && Environment.IsPrivilegedProcess ? ["-o", "postgres", "-g", "postgres"] : [];
        await RunAsync(["install", "-d", "-m", "700", .. owner, folder], cancellationToken);
        return folder;
    }

    private static async Task RunAsync(string[] command, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        string error = await process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', command)} failed:\n{await output}{error}");
    }

    private static string Find(string[] folders, string program) =>
        folders.Select(f => Path.Combine(f, program)).FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException($"The tests need {program}, which is not installed: {Install}");

    private static string[] Directories(string path) => Directory.Exists(path) ? Directory.GetDirectories(path) : [];

    private static int Version(string folder) => int.TryParse(Path.GetFileName(folder), out int version) ? version : 0;
}
