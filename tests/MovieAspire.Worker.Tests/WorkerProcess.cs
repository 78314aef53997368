using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;

namespace MovieAspire.Worker.Tests;

/// <summary>The worker as a process of its own, the way it runs in production; for tests that kill it.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _folder;
    private readonly GrpcChannel _channel;

    private WorkerProcess(Process process, string folder, int port)
    {
        (_process, _folder) = (process, folder);
        _channel = GrpcChannel.ForAddress($"http://127.0.0.1:{port}");
        Client = new(_channel);
    }

    public Contracts.Pipeline.V1.Pipeline.PipelineClient Client { get; }

    public int Id => _process.Id;

    public static async Task<WorkerProcess> StartAsync(
        string database, string redis, Uri tmdb, Dictionary<string, string>? settings = null)
    {
        var folder = Directory.CreateTempSubdirectory("worker-").FullName;
        var port = FreePort();
        // The worker's own output folder beside ours, with its own settings file.
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(output.Parent!.Parent!.FullName, "MovieAspire.Worker", output.Name, "MovieAspire.Worker.dll");
        var start = new ProcessStartInfo("dotnet", [program])
        {
            WorkingDirectory = Path.GetDirectoryName(program), RedirectStandardOutput = true, RedirectStandardError = true,
        };
        var environment = new Dictionary<string, string>
        {
            ["ConnectionStrings__moviedb"] = database, ["ConnectionStrings__redis"] = redis,
            ["Tmdb__BaseUrl"] = tmdb.ToString(), ["Tmdb__ApiKey"] = "emulator",
            ["Kestrel__Endpoints__grpc__Url"] = $"http://127.0.0.1:{port}",
            ["Kestrel__Endpoints__http__Url"] = $"http://127.0.0.1:{FreePort()}",
            ["Lake__Path"] = Path.Combine(folder, "lake"),
            ["Runs__LeaseDuration"] = "00:00:03", ["Runs__HeartbeatInterval"] = "00:00:01",
        };
        foreach (var (name, value) in environment.Concat(settings ?? [])) start.Environment[name] = value;
        var worker = new WorkerProcess(Process.Start(start)!, folder, port);
        // Read, so that a full pipe never stops it.
        worker._process.BeginOutputReadLine();
        worker._process.BeginErrorReadLine();
        await Eventually.TrueAsync(worker.IsUpAsync, "The worker process is up");
        return worker;
    }

    /// <summary>SIGKILL: it gets no chance to tidy up.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(new CancellationTokenSource(30_000).Token);
    }

    /// <summary>SIGTERM; returns when it has ended.</summary>
    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await _process.WaitForExitAsync(new CancellationTokenSource(60_000).Token);
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<bool> IsUpAsync()
    {
        if (_process.HasExited) throw new InvalidOperationException($"The worker process ended with {_process.ExitCode}.");
        try
        {
            return (await Client.GetWorkerStatusAsync(new(), deadline: TestWorker.Deadline())).Workers
                .Any(worker => worker.Id.Contains($":{_process.Id}:", StringComparison.Ordinal));
        }
        catch (RpcException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
