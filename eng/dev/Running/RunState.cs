using System.Diagnostics;
using System.Text.Json;
using MovieAspire.Dev.Shell;

namespace MovieAspire.Dev.Running;

/// <summary>The system that runs from this checkout, kept in artifacts/run/state.json.</summary>
internal sealed record RunState(
    int ProcessId, DateTime ProcessStartedAt, string Mode, string GatewayUrl, string DashboardUrl, string LogFile)
{
    private static string File => Path.Combine(Repository.Run, "state.json");

    /// <summary>The running system, or null.</summary>
    internal static RunState? Read() => ReadLast() is { } state && state.FindProcess() is not null ? state : null;

    /// <summary>The running system, or one that died: whoever stops a system removes its state.</summary>
    internal static RunState? ReadLast() => System.IO.File.Exists(File)
        ? JsonSerializer.Deserialize<RunState>(System.IO.File.ReadAllText(File), JsonSerializerOptions.Web) : null;

    internal void Write()
    {
        // The dashboard's address carries its login token: for the owner's eyes only.
        Directory.CreateDirectory(Repository.Run);
        SecretFile.Write(File, JsonSerializer.Serialize(this, JsonSerializerOptions.Web));
    }

    internal static void Delete() => System.IO.File.Delete(File);

    /// <summary>Its process; the start time tells it from a later one that got the same id.</summary>
    internal Process? FindProcess()
    {
        try
        {
            if (!ProcessState.IsAlive(ProcessId))
                return null;
            var process = Process.GetProcessById(ProcessId);
            return (process.StartTime.ToUniversalTime() - ProcessStartedAt).Duration() < TimeSpan.FromSeconds(2)
                ? process
                : null;
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    internal void Print()
    {
        Console.WriteLine();
        Console.WriteLine($"  Pages     {GatewayUrl}");
        Console.WriteLine($"  REST      {GatewayUrl}/docs   (API reference: /redoc, /openapi/v1.json)");
        Console.WriteLine($"  Dashboard {DashboardUrl}");
        Console.WriteLine($"  Admin     user admin, password {AdminPassword.Get()}");
        Console.WriteLine($"  Log       {LogFile}");
        Console.WriteLine();
    }
}

internal static class SecretFile
{
    /// <summary>Writes a file that only its owner may read.</summary>
    internal static void Write(string path, string content)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(path, options);
        writer.Write(content);
    }
}
