using System.Diagnostics;

namespace Aspire.Hosting.Orchestration;

/// <summary>A started process: its output goes line by line to a writer, and it is stopped by signals.</summary>
internal sealed class LocalProcess
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);
    private readonly Process _process;
    private readonly ProcessSpec _spec;
    private readonly Task _output;
    private readonly StreamWriter _input;

    private LocalProcess(Process process, ProcessSpec spec, Action<string, bool> write)
    {
        // Taken before the wait for the end begins, which disposes a process that ends at once.
        (_process, _spec, _input) = (process, spec, process.StandardInput);
        Id = process.Id;
        _output = Task.WhenAll(CopyAsync(process.StandardOutput, line => write(line, false)), CopyAsync(process.StandardError, line => write(line, true)));
        Exited = WaitAsync();
    }

    public int Id { get; }

    /// <summary>The exit code, once it has ended and its output has been read.</summary>
    public Task<int> Exited { get; }

    public static async Task<LocalProcess> StartAsync(ProcessSpec spec, Action<string, bool> write)
    {
        var process = await Spawner.StartAsync(spec);
        var local = new LocalProcess(process, spec, write);
        try
        {
            if (spec.StandardInput is not null)
                await local._input.WriteAsync(spec.StandardInput);
            local._input.Close();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // It ended before reading; its exit code and output say why.
        }

        return local;
    }

    /// <summary>Asks it to stop, and kills its whole session when it does not within 20 seconds.</summary>
    public async Task StopAsync()
    {
        if (!Exited.IsCompleted)
            Unix.Signal(Id, _spec.StopSignal);
        try
        {
            await Exited.WaitAsync(Grace);
        }
        catch (TimeoutException)
        {
            Unix.Signal(-Id, UnixSignal.Kill);
            await Exited;
        }
    }

    private async Task<int> WaitAsync()
    {
        await _process.WaitForExitAsync();

        // What it left behind in its session must not outlive it, nor hold its output open.
        Unix.Signal(-Id, UnixSignal.Kill);
        await Task.WhenAny(_output, Task.Delay(TimeSpan.FromSeconds(2)));
        var code = _process.ExitCode;
        _process.Dispose();
        return code;
    }

    private static async Task CopyAsync(StreamReader from, Action<string> write)
    {
        try
        {
            while (await from.ReadLineAsync() is { } line)
                write(line);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The pipe broke with the process.
        }
    }
}
