using System.Runtime.InteropServices;
using MovieAspire.Dev.Shell;

namespace MovieAspire.Dev.Setup;

/// <summary>DuckDB's native library out of its npm package, for the stand-in of DuckDB.NET.Data.Full.</summary>
internal static class DuckDBLibrary
{
    private const string Version = "1.5.6-r.1";

    private static (string Package, string Integrity) Pinned => RuntimeInformation.OSArchitecture switch
    {
        Architecture.X64 => ("@duckdb/node-bindings-linux-x64",
            "IXcrZJE6kEqM0Z4wwdVnGBHX/frOS33VPNAwDXQ/Q+Fs84b058Qe94chrCCIcNJlG8Y3UHIUU4eBeCQxW5mN1Q=="),
        var other => throw new DevException($"The processes way runs on Linux x64; this machine is {other}. Use containers."),
    };

    internal static async Task EnsureAsync(CancellationToken ct)
    {
        var (package, integrity) = Pinned;
        var folder = Path.Combine(Repository.Artifacts, "duckdb");
        var marker = Path.Combine(folder, "integrity");
        if (File.Exists(marker) && await File.ReadAllTextAsync(marker, ct) == integrity)
            return;

        Console.WriteLine($"Fetching DuckDB ({package} {Version}) ...");
        var work = Path.Combine(Repository.Artifacts, $"duckdb.{Guid.NewGuid():N}");
        Directory.CreateDirectory(work);
        try
        {
            var archive = await NpmPackage.DownloadAsync(package, Version, integrity, work, ct);
            await Command.RequireAsync("tar", ["xzf", archive], "Unpacking DuckDB", ct, work);
            Directory.CreateDirectory(folder);
            File.Move(Path.Combine(work, "package", "libduckdb.so"), Path.Combine(folder, "libduckdb.so"), overwrite: true);
            await File.WriteAllTextAsync(marker, integrity, ct);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }
}
