namespace MovieAspire.Dev.Shell;

/// <summary>What /proc says of processes.</summary>
internal static class ProcessState
{
    /// <summary>
    /// Whether it runs. One that was killed stays in the list of processes as a zombie until somebody looks after it, for ever
    /// where nobody does.
    /// </summary>
    internal static bool IsAlive(int id) =>
        !OperatingSystem.IsLinux() ? IsListed(id)
        : Stat(id.ToString(System.Globalization.CultureInfo.InvariantCulture))?[0] is not null and not "Z" and not "X";

    // After the command, which is in parentheses and may hold anything: state, parent, ...
    internal static string[]? Stat(string id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/stat").Split(") ", 2)[^1].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static bool IsListed(int id)
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
