using System.Runtime.InteropServices;

namespace Aspire.Hosting.Orchestration;

/// <summary>A signal by its number, the same on all Linux architectures that .NET runs on.</summary>
internal enum UnixSignal
{
    Int = 2,
    Kill = 9,
    Term = 15,
}

/// <summary>What .NET has no call for.</summary>
internal static partial class Unix
{
    /// <summary>Sends a signal to a process, or with a negative id to its group; false when it is gone.</summary>
    public static bool Signal(int processId, UnixSignal signal) => kill(processId, (int)signal) == 0;

    public static bool IsRoot { get; } = OperatingSystem.IsLinux() && geteuid() == 0;

    /// <summary>Gives a file or folder to a user.</summary>
    public static void ChangeOwner(string path, (uint User, uint Group) owner)
    {
        if (chown(path, owner.User, owner.Group) != 0)
            throw new IOException($"Cannot change the owner of {path}: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    /// <summary>The numbers of a user in /etc/passwd.</summary>
    public static (uint User, uint Group)? FindUser(string name) => File.ReadLines("/etc/passwd")
        .Select(line => line.Split(':'))
        .Where(f => f.Length > 3 && f[0] == name)
        .Select(f => ((uint, uint)?)(uint.Parse(f[2], null), uint.Parse(f[3], null)))
        .FirstOrDefault();

    /// <summary>A program on PATH.</summary>
    public static string? FindProgram(string name) => Path.IsPathRooted(name) ? (File.Exists(name) ? name : null)
        : (System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Concat(["/usr/local/bin", "/usr/bin", "/bin"])
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int kill(int pid, int sig);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern uint geteuid();

    [DllImport("libc", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int chown([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint owner, uint group);
}
