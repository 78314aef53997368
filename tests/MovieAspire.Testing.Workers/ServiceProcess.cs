using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace MovieAspire.Testing.Workers;

/// <summary>One of our services as it is deployed, in a process of its own that cannot outlive this one.</summary>
public sealed class ServiceProcess : IAsyncDisposable
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };

    private const string Listening = "Now listening on: ";

    private readonly ConcurrentQueue<string> _log = new();
    private readonly Process _shell;
    private readonly Task<int> _ended;
    private readonly string _program;
    private readonly int _endpoints;

    private ServiceProcess(string program, int endpoints, Process shell, int id)
    {
        (_program, _endpoints, _shell, Id) = (program, endpoints, shell, id);
        _ended = EndAsync();
        shell.ErrorDataReceived += (_, line) => _log.Enqueue(line.Data ?? "");
        shell.BeginErrorReadLine();
    }

    /// <summary>Of the service itself.</summary>
    public int Id { get; }

    /// <summary>Where it listens, in the order of its endpoints' names; empty until it does.</summary>
    public Uri[] Addresses => [.. _log.Where(line => line.Contains(Listening, StringComparison.Ordinal))
        .Select(line => new Uri(line[(line.IndexOf(Listening, StringComparison.Ordinal) + Listening.Length)..]))];

    public string Log => string.Join('\n', _log);

    public int CountInLog(string text) => _log.Count(line => line.Contains(text, StringComparison.Ordinal));

    /// <summary>Starts a service; returns at once, see <see cref="WaitUntilHealthyAsync"/>.</summary>
    /// <param name="program">The project, for example MovieAspire.Worker.</param>
    /// <param name="settings">Configuration.</param>
    /// <param name="endpoints">
    /// Kestrel's endpoints by name; none for a program that only has its URLs. The system chooses the ports: one that was
    /// free a moment ago may be somebody else's by now.
    /// </param>
    /// <param name="arguments">Its command line.</param>
    public static async Task<ServiceProcess> StartAsync(
        string program, IReadOnlyDictionary<string, string> settings, string[] endpoints, params string[] arguments)
    {
        var assembly = Assembly(program);
        var start = new ProcessStartInfo("sh")
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            // The content root, with appsettings.json.
            WorkingDirectory = Path.GetDirectoryName(assembly),
        };
        foreach (var word in (string[])[Path.Combine(AppContext.BaseDirectory, "service.sh"), "dotnet", assembly, .. arguments])
            start.ArgumentList.Add(word);
        foreach (var (name, value) in settings)
        {
            // A shell hands on no variable that it could not set itself.
            if (name.Contains('-', StringComparison.Ordinal))
                start.ArgumentList.Add($"--{name}={value}");
            else
                start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        foreach (var endpoint in endpoints)
            start.Environment[$"Kestrel__Endpoints__{endpoint}__Url"] = "http://127.0.0.1:0";
        if (endpoints is [])
            start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        var shell = Process.Start(start)!;
        var id = await shell.StandardOutput.ReadLineAsync(CancellationToken.None).AsTask().WaitAsync(Eventually.Patience);
        return new(program, Math.Max(1, endpoints.Length), shell, int.Parse(id!, CultureInfo.InvariantCulture));
    }

    /// <summary>Waits until it listens and its last endpoint says that it is healthy.</summary>
    public async Task WaitUntilHealthyAsync()
    {
        await Eventually.TrueAsync(
            () => Addresses.Length == _endpoints || _ended.IsCompleted, () => $"{_program} does not listen:\n{Log}");
        await Eventually.GetAsync(
            IsHealthyAsync, healthy => healthy || _ended.IsCompleted, _ => $"{_program} is not healthy:\n{Log}");
        if (_ended.IsCompleted)
            throw new InvalidOperationException($"{_program} ended:\n{Log}");
    }

    public async Task<bool> IsHealthyAsync()
    {
        if (Addresses is not [.., var last])
            return false;
        try
        {
            using var response = await Http.GetAsync(new Uri(last, "/health"));
            return response.StatusCode is HttpStatusCode.OK;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>The most memory that it has held so far (resident set), in bytes.</summary>
    public long PeakMemory() => 1024 * long.Parse(
        File.ReadLines($"/proc/{Id}/status").Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
            .Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture);

    public TimeSpan ProcessorTime()
    {
        using var process = Process.GetProcessById(Id);
        return process.TotalProcessorTime;
    }

    /// <summary>The exit code; 128 + the signal's number for a service that a signal ended.</summary>
    public Task<int> KillAsync() => SignalAsync("KILL");

    /// <inheritdoc cref="KillAsync"/>
    public Task<int> TerminateAsync() => SignalAsync("TERM");

    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync().WaitAsync(Eventually.Patience);
        _shell.Dispose();
    }

    private async Task<int> SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync().WaitAsync(Eventually.Patience);
        return await _ended.WaitAsync(Eventually.Patience);
    }

    private async Task<int> EndAsync() =>
        int.TryParse(await _shell.StandardOutput.ReadLineAsync(CancellationToken.None), out var code) ? code : -1;

    /// <summary>A program's output folder has the same name as ours, in the folder of its project.</summary>
    private static string Assembly(string program)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(own.Parent!.Parent!.FullName, program, own.Name, $"{program}.dll");
    }
}
