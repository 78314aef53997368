using System.Security.Cryptography;
using MovieAspire.Dev.Shell;

namespace MovieAspire.Dev.Setup;

/// <summary>Fetches packages that are pinned by version and by the integrity hash that npm publishes for them.</summary>
internal static class NpmPackage
{
    /// <returns>The archive, in the work folder.</returns>
    internal static async Task<string> DownloadAsync(
        string package, string version, string integrity, string work, CancellationToken ct)
    {
        var result = await Command.CaptureAsync("npm", ["pack", $"{package}@{version}", "--silent"], ct, work);
        var archive = Directory.EnumerateFiles(work, "*.tgz").FirstOrDefault();
        if (result.ExitCode != 0 || archive is null)
        {
            throw new DevException(
                $"npm could not fetch {package} {version}. Is npm installed, and can it reach its registry?\n"
                + Command.Tail(result.Output, 15));
        }

        await VerifyAsync($"{package} {version}", archive, integrity, ct);
        return archive;
    }

    /// <exception cref="DevException">The archive has another hash than the one that was recorded.</exception>
    internal static async Task VerifyAsync(string name, string archive, string integrity, CancellationToken ct)
    {
        await using var content = File.OpenRead(archive);
        var actual = Convert.ToBase64String(await SHA512.HashDataAsync(content, ct));
        if (actual != integrity)
            throw new DevException($"{name} is not the package that was recorded: its sha512 is {actual}.");
    }
}
