using System.Diagnostics;
using System.Globalization;

namespace Aspire.Hosting.Orchestration;

/// <summary>
/// The last line against orphans: a shell that knows every process group started and reads a pipe from the AppHost. When
/// the AppHost is gone the pipe ends, and the shell ends the groups, grandchildren included, which a parent-death signal
/// does not reach.
/// </summary>
internal static class Guard
{
    // Lines: "+ group signal" and "- group signal". The gentle ones get ten seconds to write what they have in memory.
    private const string Script = """
        exec >/dev/null 2>&1
        groups=
        while read -r change group signal; do
          case $change in
            +) groups="$groups $group:$signal" ;;
            -) kept=; for g in $groups; do [ "$g" = "$group:$signal" ] || kept="$kept $g"; done; groups=$kept ;;
          esac
        done
        for g in $groups; do kill -s "${g#*:}" -- "-${g%:*}"; done
        for wait in 1 2 3 4 5 6 7 8 9 10; do
          alive=; for g in $groups; do kill -0 -- "-${g%:*}" && alive=yes; done
          [ -z "$alive" ] && exit
          sleep 1
        done
        for g in $groups; do kill -s KILL -- "-${g%:*}"; done
        """;

    private static readonly Lock Turn = new();
    private static Process? _shell;

    public static void Add(int group, UnixSignal signal) => Tell('+', group, signal);

    public static void Remove(int group, UnixSignal signal) => Tell('-', group, signal);

    private static void Tell(char change, int group, UnixSignal signal)
    {
        lock (Turn)
        {
            _shell ??= Start();
            try
            {
                _shell.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{change} {group} {signal.ToString().ToUpperInvariant()}"));
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
