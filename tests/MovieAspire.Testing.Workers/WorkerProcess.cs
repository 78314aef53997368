using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Grpc.Net.Client;
using PipelineClient = MovieAspire.Contracts.Pipeline.V1.Pipeline.PipelineClient;

namespace MovieAspire.Testing.Workers;

/// <summary>A worker as it is deployed, in a process of its own that cannot outlive this one.</summary>
public sealed class WorkerProcess : IAsyncDisposable
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };

    private const string Listening = "Now listening on: ";

    private readonly ConcurrentQueue<string> _log = new();
    private readonly Process _shell;
    private readonly Task<int> _ended;
    private Uri? _health;
    private GrpcChannel? _channel;
    private PipelineClient? _client;

    private WorkerProcess(Process shell, int id)
    {
        (_shell, Id) = (shell, id);
        _ended = EndAsync();
        shell.ErrorDataReceived += (_, line) => _log.Enqueue(line.Data ?? "");
        shell.BeginErrorReadLine();
    }

    /// <summary>Of the worker itself.</summary>
    public int Id { get; }

    public PipelineClient Client => _client ?? throw new InvalidOperationException("The worker does not listen yet.");

    public string Log => string.Join('\n', _log);

    public int CountInLog(string text) => _log.Count(line => line.Contains(text, StringComparison.Ordinal));

    /// <summary>Starts a worker; returns at once, see <see cref="WaitUntilHealthyAsync"/>.</summary>
    public static async Task<WorkerProcess> StartAsync(IReadOnlyDictionary<string, string> settings)
    {
        var start = new ProcessStartInfo("sh")
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            // The content root, with appsettings.json.
            WorkingDirectory = Path.GetDirectoryName(Assembly()),
        };
        foreach (var word in (string[])[Beside("worker.sh"), "dotnet", Assembly()]) start.ArgumentList.Add(word);
        foreach (var (name, value) in settings) start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        // The system chooses the ports: one that was free a moment ago may be somebody else's by now.
        start.Environment["Kestrel__Endpoints__grpc__Url"] = "http://127.0.0.1:0";
        start.Environment["Kestrel__Endpoints__http__Url"] = "http://127.0.0.1:0";
        var shell = Process.Start(start)!;
        var id = await shell.StandardOutput.ReadLineAsync(CancellationToken.None).AsTask().WaitAsync(Eventually.Patience);
        return new(shell, int.Parse(id!, CultureInfo.InvariantCulture));
    }

    public async Task WaitUntilHealthyAsync()
    {
        await Eventually.TrueAsync(
            () => Addresses.Length == 2 || _ended.IsCompleted, () => $"The worker does not listen:\n{Log}");
        // Kestrel takes the endpoints in the order of their names: grpc, http.
        if (Addresses is [var grpc, var http])
        {
            _health = new($"{http}/health");
            _channel = GrpcChannel.ForAddress(grpc);
            _client = new(_channel);
        }

        await Eventually.GetAsync(
            IsHealthyAsync, healthy => healthy || _ended.IsCompleted, _ => $"The worker is not healthy:\n{Log}");
        if (_ended.IsCompleted) throw new InvalidOperationException($"The worker ended:\n{Log}");
    }

    public async Task<bool> IsHealthyAsync()
    {
        if (_health is null) return false;
        try
        {
            using var response = await Http.GetAsync(_health);
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

    /// <summary>The exit code; 128 + the signal's number for a worker that a signal ended.</summary>
    public Task<int> KillAsync() => SignalAsync("KILL");

    /// <inheritdoc cref="KillAsync"/>
    public Task<int> TerminateAsync() => SignalAsync("TERM");

    public async ValueTask DisposeAsync()
    {
        _channel?.Dispose();
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync().WaitAsync(Eventually.Patience);
        _shell.Dispose();
    }

    private string[] Addresses => [.. _log.Where(line => line.Contains(Listening, StringComparison.Ordinal))
        .Select(line => line[(line.IndexOf(Listening, StringComparison.Ordinal) + Listening.Length)..])];

    private async Task<int> SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync().WaitAsync(Eventually.Patience);
        return await _ended.WaitAsync(Eventually.Patience);
    }

    private async Task<int> EndAsync() =>
        int.TryParse(await _shell.StandardOutput.ReadLineAsync(CancellationToken.None), out var code) ? code : -1;

    private static string Beside(string file) => Path.Combine(AppContext.BaseDirectory, file);

    /// <summary>The worker's output folder has the same name as ours, in the folder of its project.</summary>
    private static string Assembly()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(own.Parent!.Parent!.FullName, "MovieAspire.Worker", own.Name, "MovieAspire.Worker.dll");
    }
}
