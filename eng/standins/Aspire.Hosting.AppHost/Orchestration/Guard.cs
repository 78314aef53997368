using System.Diagnostics;
using System.Globalization;

namespace Aspire.Hosting.Orchestration;

/// <summary>
/// The last line against orphans: a shell that knows every process group started and reads a pipe from the AppHost. When
/// the AppHost is gone the pipe ends, and the shell ends the groups, grandchildren included, which a parent-death signal
/// does not reach. It
/// also deletes the temporary folders that a killed AppHost could not.
/// </summary>
internal static class Guard
{
    // Lines: "+ group:signal", "- group:signal" and "t folder". Those told gently get ten seconds to write what they have in memory.
    private const string Script = """
        exec >/dev/null 2>&1
        groups=
        while read -r change what; do
          case $change in
            +) groups="$groups $what" ;;
            -) kept=; for g in $groups; do [ "$g" = "$what" ] || kept="$kept $g"; done; groups=$kept ;;
            t) set -- "$@" "$what" ;;
          esac
        done
        for g in $groups; do kill -s "${g#*:}" -- "-${g%:*}"; done
        for second in 1 2 3 4 5 6 7 8 9 10; do
          alive=; for g in $groups; do kill -0 -- "-${g%:*}" && alive=yes; done
          [ -z "$alive" ] && break
          sleep 1
        done
        for g in $groups; do kill -s KILL -- "-${g%:*}"; done
        [ $# -gt 0 ] && rm -rf -- "$@"
        """;

    private static readonly Lock Turn = new();
    private static Process? _shell;

    public static void Add(int group, UnixSignal signal) => Tell($"+ {Describe(group, signal)}");

    public static void Remove(int group, UnixSignal signal) => Tell($"- {Describe(group, signal)}");

    /// <summary>A folder to be deleted when the AppHost is gone.</summary>
    public static void AddTemporary(string folder) => Tell($"t {folder}");

    private static string Describe(int group, UnixSignal signal) =>
        string.Create(CultureInfo.InvariantCulture, $"{group}:{signal.ToString().ToUpperInvariant()}");

    private static void Tell(string line)
    {
        lock (Turn)
        {
            _shell ??= Start();
            try
            {
                _shell.StandardInput.WriteLine(line);
                _shell.StandardInput.Flush();
            }
            catch (IOException)
            {
                // Somebody killed the shell; the parent-death signals still hold.
                _shell.Dispose();
                _shell = null;
            }
        }
    }

    // In a session of its own: Ctrl+C must not reach it.
    private static Process Start() => Process.Start(new ProcessStartInfo(Unix.FindProgram("setsid") ?? "setsid", ["sh", "-c", Script])
    {
        RedirectStandardInput = true,
        WorkingDirectory = "/",
    })!;
}
