namespace MovieAspire.Dev.Running;

/// <summary>
/// The log of a system, which outlives this tool when it is detached: a small shell loop copies the AppHost's output into it and
/// starts anew when it is full, keeping the one before.
/// </summary>
internal static class LogFile
{
    internal const int MaxBytes = 10 * 1024 * 1024;

    /// <summary>
    /// A command line of bash for what reads a log from its input: the arguments are names of shell variables that hold the file
    /// and its size. dd writes each piece as it comes.
    /// </summary>
    internal const string Keep = """
        while dd of="$log" bs=64k iflag=count_bytes count="$bytes" oflag=append conv=notrunc status=none
          [ "$(stat -c %s "$log")" -ge "$bytes" ]
        do mv -f "$log" "$log.1"; done
        """;
}
