using System.Diagnostics;
using System.Text;

namespace MovieAspire.Dev.Shell;

/// <summary>Runs a program to its end.</summary>
internal static class Command
{
    /// <summary>The exit code that shells have for a program that is not there.</summary>
    private const int NotFound = 127;

    internal sealed record Result(int ExitCode, string Output);

    /// <summary>Its exit code with standard output and error together.</summary>
    internal static async Task<Result> CaptureAsync(
        string file, IEnumerable<string> arguments, CancellationToken ct,
        string? folder = null, IReadOnlyDictionary<string, string>? environment = null, Action<string>? onLine = null)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = folder ?? Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;

        using var process = new Process { StartInfo = start };
        var output = new StringBuilder();
        DataReceivedEventHandler collect = (_, line) =>
        {
            if (line.Data is null)
                return;
            lock (output)
                output.AppendLine(line.Data);
            onLine?.Invoke(line.Data);
        };
        process.OutputDataReceived += collect;
        process.ErrorDataReceived += collect;

        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            return new Result(NotFound, $"{file}: {error.Message}");
        }

        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(ct);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new Result(process.ExitCode, output.ToString());
    }

    /// <summary>
    /// Like CaptureAsync, but a failure is an error that shows the last lines of the output, or says what to do where the program is missing.
    /// </summary>
    internal static async Task<string> RequireAsync(
        string file, IEnumerable<string> arguments, string purpose, CancellationToken ct,
        string? folder = null, IReadOnlyDictionary<string, string>? environment = null, string? missing = null)
    {
        var result = await CaptureAsync(file, arguments, ct, folder, environment);
        return result.ExitCode switch
        {
            0 => result.Output,
            NotFound when missing is not null => throw new DevException(missing),
            _ => throw new DevException($"{purpose} failed (exit code {result.ExitCode}):\n{Tail(result.Output, 25)}"),
        };
    }

    internal static string Tail(string text, int lines) =>
        string.Join('\n', text.TrimEnd().Split('\n').TakeLast(lines));
}
