using System.Text.Json;
using Aspire.Hosting.Orchestration;

namespace Aspire.Hosting.Parameters;

/// <summary>
/// Keeps generated passwords between runs in secrets.json (mode 0600) of the run directory, so that nothing is left outside
/// the checkout; the official packages keep them in the user secrets.
/// </summary>
internal sealed class SecretStore(RunDirectory directory)
{
    private readonly string _path = Path.Combine(directory.Path, "secrets.json");

    public string GetOrAdd(string key, Func<string> make)
    {
        directory.Create();

        // Two AppHosts may start at once: whoever opens the lock file first generates, the other reads.
        using var turn = OpenLock();
        var all = File.Exists(_path) ? JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(_path)) ?? [] : [];
        if (all.TryGetValue(key, out var value))
            return value;

        all[key] = value = make();
        var draft = _path + ".new";
        PrivateFile.Write(draft, JsonSerializer.Serialize(all));
        File.Move(draft, _path, overwrite: true);
        return value;
    }

    private FileStream OpenLock()
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return new(_path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException) when (attempt < 100)
            {
                Thread.Sleep(TimeSpan.FromMilliseconds(20));
            }
        }
    }
}
