using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Grpc.Net.Client;
using PipelineClient = MovieAspire.Contracts.Pipeline.V1.Pipeline.PipelineClient;

namespace MovieAspire.Worker.Faults.Tests.Processes;

/// <summary>A worker as it is deployed, in a process of its own that cannot outlive this one.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };

    private readonly ConcurrentQueue<string> _log = new();
    private readonly Process _shell;
    private readonly Uri _health;
    private readonly GrpcChannel _channel;
    private readonly Task<int> _ended;

    private WorkerProcess(Process shell, int id, string grpc, string http)
    {
        (_shell, Id) = (shell, id);
        _health = new($"{http}/health");
        _channel = GrpcChannel.ForAddress(grpc);
        Client = new(_channel);
        _ended = EndAsync();
    }

    /// <summary>Of the worker itself.</summary>
    public int Id { get; }

    public PipelineClient Client { get; }

    public string Log => string.Join('\n', _log);

    public int CountInLog(string text) => _log.Count(line => line.Contains(text, StringComparison.Ordinal));

    /// <summary>Starts a worker; returns at once, see <see cref="WaitUntilHealthyAsync"/>.</summary>
    public static async Task<WorkerProcess> StartAsync(IReadOnlyDictionary<string, string> settings)
    {
        var (grpc, http) = ($"http://127.0.0.1:{FreePort()}", $"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("sh")
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            // The content root, with appsettings.json.
            WorkingDirectory = Path.GetDirectoryName(Assembly()),
        };
        foreach (var word in (string[])[Beside("worker.sh"), "dotnet", Assembly()]) start.ArgumentList.Add(word);
        foreach (var (name, value) in settings) start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        start.Environment["Kestrel__Endpoints__grpc__Url"] = grpc;
        start.Environment["Kestrel__Endpoints__http__Url"] = http;
        var shell = Process.Start(start)!;
        var id = await shell.StandardOutput.ReadLineAsync(CancellationToken.None).AsTask().WaitAsync(Eventually.Patience);
        var worker = new WorkerProcess(shell, int.Parse(id!, CultureInfo.InvariantCulture), grpc, http);
        shell.ErrorDataReceived += (_, line) => worker._log.Enqueue(line.Data ?? "");
        shell.BeginErrorReadLine();
        return worker;
    }

    public async Task WaitUntilHealthyAsync()
    {
        await Eventually.GetAsync(
            IsHealthyAsync, healthy => healthy || _ended.IsCompleted, _ => $"The worker is not healthy:\n{Log}");
        if (_ended.IsCompleted) throw new InvalidOperationException($"The worker ended:\n{Log}");
    }

    public async Task<bool> IsHealthyAsync()
    {
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

    /// <summary>The exit code; 128 + the signal's number for a worker that a signal ended.</summary>
    public Task<int> KillAsync() => SignalAsync("KILL");

    /// <inheritdoc cref="KillAsync"/>
    public Task<int> TerminateAsync() => SignalAsync("TERM");

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
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

    private static string Beside(string file) => Path.Combine(AppContext.BaseDirectory, file);

    /// <summary>The worker's output folder has the same name as ours, in the folder of its project.</summary>
    private static string Assembly()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(own.Parent!.Parent!.FullName, "MovieAspire.Worker", own.Name, "MovieAspire.Worker.dll");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
