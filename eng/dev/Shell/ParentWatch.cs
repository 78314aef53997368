namespace MovieAspire.Dev.Shell;

/// <summary>
/// Ends a command when the `dotnet` that runs this tool is gone. `dotnet dev.cs up` is two processes: one that is killed
/// (kill -9) cannot tell the other, which would keep the whole system running.
/// </summary>
internal sealed class ParentWatch : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _gone = new();
    private readonly Timer? _timer;

    internal ParentWatch(int? parent = null)
    {
        if ((parent ?? Launcher()) is { } id)
            _timer = new Timer(_ => Look(id), null, Interval, Interval);
    }

    /// <summary>Cancelled when it is gone; never, where there is none.</summary>
    internal CancellationToken Token => _gone.Token;

    public void Dispose()
    {
        _timer?.Dispose();
        _gone.Dispose();
    }

    private void Look(int id)
    {
        if (ProcessState.IsAlive(id))
            return;
        _timer!.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        try
        {
            _gone.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The command ended meanwhile.
        }
    }

    // Anything else that starts this tool (a shell, nohup, a service) may go.
    private static int? Launcher()
    {
        if (!OperatingSystem.IsLinux() || ProcessState.Stat("self") is not [_, var parent, ..])
            return null;
        var command = File.ReadAllText($"/proc/{parent}/cmdline").Split('\0');
        return Path.GetFileName(command[0]) == "dotnet" && command.Any(word => word is "run" || word.EndsWith(".cs", StringComparison.Ordinal))
            ? int.Parse(parent, System.Globalization.CultureInfo.InvariantCulture)
            : null;
    }
}
