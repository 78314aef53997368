using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting.Orchestration;

namespace Aspire.Hosting.PostgreSQL;

/// <summary>
/// The server's data folder and the user that runs it. PostgreSQL refuses to run as root, so root starts it as the user
/// postgres, who must own the folder and be able to reach it.
/// </summary>
internal sealed record PostgresFolder(string Path, string? User, (uint User, uint Group)? Owner)
{
    private const string ServerUser = "postgres";

    public string Data => System.IO.Path.Combine(Path, "data");

    private string Note => System.IO.Path.Combine(Path, "password.sha256");

    public static async Task<PostgresFolder> PrepareAsync(LocalServerContext context)
    {
        var path = context.KeepsData ? context.Directory.Data(context.Resource.Name) : context.Directory.Temporary(context.Resource.Name);
        if (!Unix.IsRoot)
            return new(path, null, null);

        var owner = Unix.FindUser(ServerUser) ?? throw new NotInstalledException(PostgresPrograms.HowToInstall, optional: false);
        Give(path, owner);
        if (await CanReachAsync(path))
            return new(path, ServerUser, owner);

        // A checkout below /root, for instance. The name keeps two checkouts apart.
        var name = Hash(path)[..8];
        var elsewhere = Directory.CreateDirectory($"/var/lib/aspire-processes/{name}").FullName;
        if (!context.KeepsData)
            context.Directory.DeleteAtTheEnd(elsewhere);
        Give(elsewhere, owner);
        context.Log($"The user {ServerUser} cannot reach {path}; the data are in {elsewhere} instead.");
        return await CanReachAsync(elsewhere) ? new(elsewhere, ServerUser, owner) : throw new DistributedApplicationException(
            $"The user {ServerUser} can reach neither {path} nor {elsewhere}. Let others pass through the folders above (chmod o+x).");
    }

    /// <summary>Whether the cluster's password is this one, as far as the last run noted.</summary>
    public bool Remembers(string password) => File.Exists(Note) && File.ReadAllText(Note) == Hash(password);

    public void Remember(string password) => PrivateFile.Write(Note, Hash(password));

    public void Give(string path)
    {
        if (Owner is { } owner)
            Give(path, owner);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static void Give(string path, (uint User, uint Group) owner) => Unix.ChangeOwner(path, owner);

    private static async Task<bool> CanReachAsync(string path)
    {
        var test = await LocalProcess.StartAsync(
            new() { FileName = "/usr/bin/test", Arguments = ["-w", path], WorkingDirectory = "/", User = ServerUser }, (_, _) => { });
        return await test.Exited == 0;
    }
}
