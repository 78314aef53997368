using Grpc.Net.Client;
using PipelineClient = MovieAspire.Contracts.Pipeline.V1.Pipeline.PipelineClient;

namespace MovieAspire.Testing.Workers;

/// <summary>A worker as it is deployed, with a client of its pipeline.</summary>
public sealed class WorkerProcess : IAsyncDisposable
{
    private readonly ServiceProcess _service;
    private GrpcChannel? _channel;
    private PipelineClient? _client;

    private WorkerProcess(ServiceProcess service) => _service = service;

    /// <inheritdoc cref="ServiceProcess.Id"/>
    public int Id => _service.Id;

    public PipelineClient Client => _client ?? throw new InvalidOperationException("The worker does not listen yet.");

    public string Log => _service.Log;

    public int CountInLog(string text) => _service.CountInLog(text);

    /// <summary>Starts a worker; returns at once, see <see cref="WaitUntilHealthyAsync"/>.</summary>
    public static async Task<WorkerProcess> StartAsync(IReadOnlyDictionary<string, string> settings) =>
        new(await ServiceProcess.StartAsync("MovieAspire.Worker", settings, ["grpc", "http"]));

    public async Task WaitUntilHealthyAsync()
    {
        await _service.WaitUntilHealthyAsync();
        _channel = GrpcChannel.ForAddress(_service.Addresses[0]);
        _client = new(TestTokens.As(_channel, "test"));
    }

    public Task<bool> IsHealthyAsync() => _service.IsHealthyAsync();

    /// <inheritdoc cref="ServiceProcess.PeakMemory"/>
    public long PeakMemory() => _service.PeakMemory();

    /// <inheritdoc cref="ServiceProcess.KillAsync"/>
    public Task<int> KillAsync() => _service.KillAsync();

    /// <inheritdoc cref="ServiceProcess.KillAsync"/>
    public Task<int> TerminateAsync() => _service.TerminateAsync();

    public async ValueTask DisposeAsync()
    {
        _channel?.Dispose();
        await _service.DisposeAsync();
    }
}
