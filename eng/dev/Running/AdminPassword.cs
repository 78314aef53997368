using System.Security.Cryptography;
using MovieAspire.Dev.Shell;

namespace MovieAspire.Dev.Running;

/// <summary>The gateway's admin password: generated at the first start and kept for this checkout.</summary>
internal static class AdminPassword
{
    internal static string Get()
    {
        var file = Path.Combine(Repository.Run, "admin-password");
        if (Environment.GetEnvironmentVariable("Parameters__admin_password") is { Length: > 0 } given)
            return given;
        if (File.Exists(file))
            return File.ReadAllText(file);

        Directory.CreateDirectory(Repository.Run);
        var password = RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", 24);
        SecretFile.Write(file, password);
        return password;
    }
}
