using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MovieAspire.Testing;

/// <summary>
/// A server process under supervise.sh: it ends, and its folder disappears, with this process,
/// however this process ends.
/// </summary>
internal sealed class SupervisedServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly string _folder;
    private readonly Func<CancellationToken, Task> _probe;
    private readonly Process _supervisor;
    private int _pid;

    /// <param name="folder">Removed at the end.</param>
    /// <param name="command">The server in the foreground; SIGINT must end it.</param>
    /// <param name="probe">Throws while the server does not answer yet.</param>
    public SupervisedServer(string folder, IEnumerable<string> command, Func<CancellationToken, Task> probe)
    {
        _folder = folder;
        _probe = probe;
        // A session of its own: Ctrl+C in the terminal must reach the supervisor only as the end of its input.
        var start = new ProcessStartInfo("setsid")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = "/",
        };
        string script = Path.Combine(AppContext.BaseDirectory, "supervise.sh");
        foreach (string argument in (string[])["sh", script, folder, .. command])
            start.ArgumentList.Add(argument);
        _supervisor = Process.Start(start)!;
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Runs a command to its end before the server starts, e.g. to make its files.</summary>
    /// <remarks>No word may hold a blank: the supervisor reads them from one line.</remarks>
    public async Task RunAsync(IEnumerable<string> words, CancellationToken cancellationToken)
    {
        if (await OrderAsync($"run {string.Join(' ', words)}", cancellationToken) != "0")
            throw new InvalidOperationException($"{string.Join(' ', words)} failed:\n{LastLogLines()}");
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _pid = int.Parse(await OrderAsync("start", cancellationToken), CultureInfo.InvariantCulture);
        await WaitUntilReadyAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => OrderAsync("stop", cancellationToken);

    public Task PauseAsync(CancellationToken cancellationToken) => OrderAsync("pause", cancellationToken);

    public Task ResumeAsync(CancellationToken cancellationToken) => OrderAsync("resume", cancellationToken);

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        _supervisor.StandardInput.Close();
        await _supervisor.WaitForExitAsync().WaitAsync(Patience);
        _supervisor.Dispose();
    }

    private async Task<string> OrderAsync(string order, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            await _supervisor.StandardInput.WriteLineAsync(order.AsMemory(), cancellationToken);
            await _supervisor.StandardInput.FlushAsync(cancellationToken);
            return await _supervisor.StandardOutput.ReadLineAsync(CancellationToken.None).AsTask()
                    .WaitAsync(Patience, cancellationToken)
                ?? throw new InvalidOperationException($"The supervisor of {_folder} ended.");
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await _probe(cancellationToken);
                return;
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                if (HasExited() || Stopwatch.GetElapsedTime(started) > Patience)
                    throw new InvalidOperationException($"The server did not start:\n{LastLogLines()}", e);
                await Task.Delay(20, cancellationToken);
            }
        }
    }

    /// <summary>A dead server stays a zombie (state Z) until the supervisor reaps it.</summary>
    private bool HasExited()
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{_pid}/stat");
            return stat[stat.LastIndexOf(')') + 2] == 'Z';
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>What the server wrote so far.</summary>
    public IEnumerable<string> LogLines()
    {
        string log = Path.Combine(_folder, "log");
        return File.Exists(log) ? File.ReadLines(log) : ["(no log)"];
    }

    private string LastLogLines() => string.Join('\n', LogLines().TakeLast(10));

    // Closing the input is enough; waiting keeps a runner from seeing the server a moment longer than us.
    private void OnProcessExit(object? sender, EventArgs e)
    {
        _supervisor.StandardInput.Close();
        _supervisor.WaitForExit(TimeSpan.FromSeconds(10));
    }
}
