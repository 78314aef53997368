using System.Diagnostics;

namespace Aspire.Hosting.Orchestration;

/// <summary>A started process: its output goes line by line to a writer, and it is stopped by signals.</summary>
internal sealed class LocalProcess
{
    private readonly Process _process;
    private readonly ProcessSpec _spec;
    private readonly Task _output;

    private LocalProcess(Process process, ProcessSpec spec, Action<string, bool> write)
    {
        (_process, _spec) = (process, spec);
        Id = process.Id;
        Guard.Add(Id, spec.OrphanSignal);
        _output = Task.WhenAll(CopyAsync(process.StandardOutput, line => write(line, false)), CopyAsync(process.StandardError, line => write(line, true)));
        Exited = WaitAsync();
    }

    public int Id { get; }

    /// <summary>The exit code, once it has ended and its output has been read.</summary>
    public Task<int> Exited { get; }

    public static async Task<LocalProcess> StartAsync(ProcessSpec spec, Action<string, bool> write)
    {
        var process = await Spawner.StartAsync(spec);
        var input = process.StandardInput;
        var local = new LocalProcess(process, spec, write);
        try
        {
            await using (input)
                await input.WriteAsync(spec.StandardInput);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // It ended before reading; its exit code and output say why.
        }

        return local;
    }

    /// <summary>Asks it to stop, and kills its whole session when it does not in time.</summary>
    public async Task StopAsync(TimeSpan timeout)
    {
        if (!Exited.IsCompleted)
            Unix.Signal(Id, _spec.StopSignal);
        try
        {
            await Exited.WaitAsync(timeout);
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
        Guard.Remove(Id, _spec.OrphanSignal);
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
