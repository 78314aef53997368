using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting.Orchestration;

namespace Aspire.Hosting.StandIn.Tests;

/// <summary>A small AppHost as a process of its own, with a run directory and temporary files of its own.</summary>
internal sealed class TestApp : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(45);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("standin-test-");
    private readonly Process _process;
    private readonly List<string> _output = [];

    public TestApp(string scenario)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Aspire.Hosting.StandIn.TestApp.dll"), scenario])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["Processes__RunDirectory"] = Path.Combine(_folder.FullName, "run");
        start.Environment["Processes__StopTimeout"] = "00:00:02";
        start.Environment["TMPDIR"] = _folder.FullName;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, e) => Keep(e.Data);
        _process.ErrorDataReceived += (_, e) => Keep(e.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Output
    {
        get
        {
            lock (_output)
                return string.Join('\n', _output);
        }
    }

    /// <summary>Its folder of temporary files.</summary>
    public string Folder => _folder.FullName;

    public IEnumerable<string> TemporaryFolders => Directory.EnumerateDirectories(_folder.FullName, "aspire-*");

    public void Signal(UnixSignal signal) => Unix.Signal(_process.Id, signal);

    public async Task WaitForOutputAsync(string text) =>
        await Poll.UntilAsync(() => Output.Contains(text, StringComparison.Ordinal), Timeout, () => $"The output lacks '{text}':\n{Output}");

    public async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Timeout);
        return _process.ExitCode;
    }

    /// <summary>All processes below this AppHost, its children's children too.</summary>
    public List<int> Descendants()
    {
        var parents = Directory.EnumerateDirectories("/proc")
            .Select(p => int.TryParse(Path.GetFileName(p), CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0)
            .Select(id => (Id: id, Parent: ParentOf(id)))
            .ToLookup(p => p.Parent, p => p.Id);
        List<int> found = [];
        for (var next = new Queue<int>([_process.Id]); next.TryDequeue(out var id);)
        {
            found.AddRange(parents[id]);
            foreach (var child in parents[id])
                next.Enqueue(child);
        }

        return found;
    }

    public static bool IsAlive(int processId) => StateOf(processId) is not (null or 'Z');

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static int ParentOf(int id) => Stat(id) is { } stat ? int.Parse(stat[1], CultureInfo.InvariantCulture) : 0;

    private static char? StateOf(int id) => Stat(id)?[0][0];

    // After the command, which is in parentheses and may hold anything: state, parent, ...
    private static string[]? Stat(int id)
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

    private void Keep(string? line)
    {
        lock (_output)
        {
            if (line is not null)
                _output.Add(line);
        }
    }
}
