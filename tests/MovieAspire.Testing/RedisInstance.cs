using System.Net;
using System.Net.Sockets;

namespace MovieAspire.Testing;

/// <summary>A Redis server that keeps nothing on disk.</summary>
public sealed class RedisInstance : IAsyncDisposable
{
    private const int Databases = 4096;

    private readonly SupervisedServer _server;
    private int _lastDatabase;

    private RedisInstance(string folder, int port)
    {
        Port = port;
        _server = new SupervisedServer(
            folder,
            [
                .. DebianServer.RunAs(postgres: false), DebianServer.Redis, "--port", $"{port}",
                "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--databases", $"{Databases}",
                "--dir", folder,
            ],
            ProbeAsync);
    }

    public int Port { get; }

    /// <summary>Of database 0; see <see cref="CreateDatabase"/>.</summary>
    public string ConnectionString => $"127.0.0.1:{Port}";

    internal static async Task<RedisInstance> CreateAsync(CancellationToken cancellationToken)
    {
        string folder = await DebianServer.CreateFolderAsync(forPostgres: false, cancellationToken);
        var instance = new RedisInstance(folder, SupervisedServer.FreePort());
        try
        {
            await instance.StartAsync(cancellationToken);
            return instance;
        }
        catch
        {
            await instance.DisposeAsync();
            throw;
        }
    }

    /// <returns>A connection string whose default database was not handed out before.</returns>
    public string CreateDatabase()
    {
        int database = Interlocked.Increment(ref _lastDatabase);
        return database < Databases
            ? $"{ConnectionString},defaultDatabase={database}"
            : throw new InvalidOperationException($"All {Databases} databases of the test server are in use.");
    }

    /// <summary>Starts the stopped server, empty, on the same port; returns when it answers.</summary>
    public Task StartAsync(CancellationToken cancellationToken = default) => _server.StartAsync(cancellationToken);

    /// <summary>Ends the server: connections break and new ones are refused.</summary>
    public Task StopAsync(CancellationToken cancellationToken = default) => _server.StopAsync(cancellationToken);

    /// <summary>Freezes the server: connections stay open and nothing answers, as when a host hangs.</summary>
    public Task PauseAsync(CancellationToken cancellationToken = default) => _server.PauseAsync(cancellationToken);

    public Task ResumeAsync(CancellationToken cancellationToken = default) => _server.ResumeAsync(cancellationToken);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task ProbeAsync(CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Port, cancellationToken);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync("PING\r\n"u8.ToArray(), cancellationToken);
        byte[] answer = new byte[7];
        await stream.ReadExactlyAsync(answer, cancellationToken);
        if (!answer.AsSpan().SequenceEqual("+PONG\r\n"u8))
            throw new IOException("The server does not answer PING yet.");
    }
}
