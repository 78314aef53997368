namespace MovieAspire.Dev.Setup;

/// <summary><c>dotnet dev.cs setup</c>: what the processes way needs, and nothing else.</summary>
internal static class SetupCommand
{
    internal static System.CommandLine.Command Create()
    {
        var command = new System.CommandLine.Command("setup", "Installs what the processes way needs: Debian packages, the Aspire bundle and DuckDB.");
        command.SetAction(async (_, ct) =>
        {
            await RunAsync(withBrowser: false, ct);
            return 0;
        });
        return command;
    }

    internal static async Task RunAsync(bool withBrowser, CancellationToken ct)
    {
        await DebianPackages.EnsureAsync(withBrowser, ct);
        await AspireBundle.EnsureAsync(ct);
        await DuckDBLibrary.EnsureAsync(ct);
    }
}
