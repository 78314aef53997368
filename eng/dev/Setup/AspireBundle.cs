using System.Runtime.InteropServices;
using MovieAspire.Dev.Shell;

namespace MovieAspire.Dev.Setup;

/// <summary>
/// The Aspire CLI's npm package: it holds the dashboard, and in it the official gRPC, Protobuf and
/// OpenTelemetry assemblies. It is pinned by version and by the integrity hash that npm publishes for it.
/// </summary>
internal static class AspireBundle
{
    private const string Version = "13.5.4";

    private static readonly string[] Assemblies =
    [
        "Google.Protobuf.dll", "Grpc.AspNetCore.Server.dll", "Grpc.AspNetCore.Server.ClientFactory.dll",
        "Grpc.Core.Api.dll", "Grpc.Net.Client.dll", "Grpc.Net.ClientFactory.dll", "Grpc.Net.Common.dll",
        "OpenTelemetry.Extensions.Hosting.dll",
    ];

    private static (string Package, string Integrity) Pinned => RuntimeInformation.OSArchitecture switch
    {
        Architecture.X64 => ("@microsoft/aspire-cli-linux-x64",
            "8PWeRHM1+QwQB2wxDnfPsimi3EW01r04b4DjX0jIDE78SlfJabwVfYArW/48vDzYvPzKSRye6DIPVAsCFoXjBA=="),
        var other => throw new DevException($"The processes way runs on Linux x64; this machine is {other}. Use containers."),
    };

    internal static async Task EnsureAsync(CancellationToken ct)
    {
        var (package, integrity) = Pinned;
        var marker = Path.Combine(Repository.AspireBundle, "managed", "integrity");
        if (File.Exists(marker) && await File.ReadAllTextAsync(marker, ct) == integrity)
            return;

        Console.WriteLine($"Fetching the Aspire bundle ({package} {Version}) ...");
        var work = Path.Combine(Repository.Artifacts, $"aspire.{Guid.NewGuid():N}");
        Directory.CreateDirectory(work);
        try
        {
            var archive = await NpmPackage.DownloadAsync(package, Version, integrity, work, ct);
            var managed = await UnpackAsync(archive, work, ct);
            Install(managed);
            await File.WriteAllTextAsync(marker, integrity, ct);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static async Task<string> UnpackAsync(string archive, string work, CancellationToken ct)
    {
        await Command.RequireAsync("tar", ["xzf", archive], "Unpacking the Aspire CLI", ct, work);

        // The CLI unpacks its bundle beside itself; its own home stays in the work folder as well.
        var folder = Path.Combine(work, "package");
        var environment = new Dictionary<string, string> { ["HOME"] = work, ["ASPIRE_CLI_TELEMETRY_OPTOUT"] = "1" };
        await Command.RequireAsync(Path.Combine(folder, "bin", "aspire"), ["setup"], "aspire setup", ct, folder, environment);
        return Directory.EnumerateFiles(Path.Combine(folder, "versions"), "aspire-managed", SearchOption.AllDirectories)
            .FirstOrDefault() ?? throw new DevException("aspire setup did not unpack aspire-managed.");
    }

    // The dashboard's program with the pages and scripts beside it, and the assemblies out of it.
    private static void Install(string managed)
    {
        var programs = Path.Combine(Repository.AspireBundle, "managed");
        if (Directory.Exists(programs))
            Directory.Delete(programs, recursive: true);
        Directory.CreateDirectory(Repository.AspireBundle);
        Directory.Move(Path.GetDirectoryName(managed)!, programs);
        SingleFileBundle.Extract(
            Path.Combine(programs, "aspire-managed"), Assemblies, Path.Combine(Repository.AspireBundle, "lib"));
    }
}
