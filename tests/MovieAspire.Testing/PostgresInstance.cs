using System.Collections.Concurrent;
using Npgsql;

namespace MovieAspire.Testing;

/// <summary>A Postgres server with an empty cluster in a temporary folder.</summary>
public sealed class PostgresInstance : IAsyncDisposable
{
    private static readonly string[] Volatile =
        ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"];

    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _templates = new();
    private readonly SupervisedServer _server;
    private readonly string _maintenance;

    private PostgresInstance(string folder, int port, bool durable)
    {
        Port = port;
        _maintenance = ConnectionString("postgres", pooling: false);
        // As a rule the data lives as long as the test process and need not survive a crash.
        _server = new SupervisedServer(
            folder,
            [
                .. DebianServer.RunAs(postgres: true), DebianServer.Postgres("postgres"),
                "-D", $"{folder}/data", "-p", $"{port}", "-c", "listen_addresses=127.0.0.1",
                "-c", "unix_socket_directories=", "-c", "wal_level=minimal", "-c", "max_wal_senders=0",
                // The buffers are those that the AppHost gives it.
                "-c", "max_connections=300", "-c", "shared_buffers=512MB", "-c", "timezone=UTC", .. durable ? [] : Volatile,
            ],
            ProbeAsync);
    }

    public int Port { get; }

    internal static async Task<PostgresInstance> CreateAsync(CancellationToken cancellationToken, bool durable = false)
    {
        string folder = await DebianServer.CreateFolderAsync(forPostgres: true, cancellationToken);
        var instance = new PostgresInstance(folder, SupervisedServer.FreePort(), durable);
        try
        {
            await instance._server.RunAsync(
                [
                    .. DebianServer.RunAs(postgres: true), DebianServer.Postgres("initdb"), "-D", $"{folder}/data",
                    "--no-sync", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8",
                ],
                cancellationToken);
            await instance.StartAsync(cancellationToken);
            return instance;
        }
        catch
        {
            await instance.DisposeAsync();
            throw;
        }
    }

    /// <summary>What the server wrote so far.</summary>
    public IReadOnlyList<string> LogLines => [.. _server.LogLines()];

    /// <summary>Starts the stopped server on the same port with the same data; returns when it answers.</summary>
    public Task StartAsync(CancellationToken cancellationToken = default) => _server.StartAsync(cancellationToken);

    /// <summary>Shuts the server down; open connections end with 57P01 (admin_shutdown).</summary>
    public Task StopAsync(CancellationToken cancellationToken = default) => _server.StopAsync(cancellationToken);

    /// <returns>The connection string of a new, empty database.</returns>
    public Task<string> CreateDatabaseAsync(CancellationToken cancellationToken = default) =>
        CopyDatabaseAsync("template1", pooling: true, cancellationToken);

    /// <inheritdoc cref="PostgresServer.CreateDatabaseAsync(string, Func{string, Task}, CancellationToken)"/>
    public async Task<string> CreateDatabaseAsync(
        string template, Func<string, Task> prepare, CancellationToken cancellationToken = default)
    {
        string source = await _templates
            .GetOrAdd(template, _ => new Lazy<Task<string>>(() => PrepareAsync(prepare)))
            .Value.WaitAsync(cancellationToken);
        return await CopyDatabaseAsync(source, pooling: true, cancellationToken);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task<string> PrepareAsync(Func<string, Task> prepare)
    {
        string connectionString = await CopyDatabaseAsync("template1", pooling: false, CancellationToken.None);
        await prepare(connectionString);
        return new NpgsqlConnectionStringBuilder(connectionString).Database!;
    }

    private async Task<string> CopyDatabaseAsync(string source, bool pooling, CancellationToken cancellationToken)
    {
        string name = $"test_{Guid.NewGuid():N}";
        await using var connection = new NpgsqlConnection(_maintenance);
        await connection.OpenAsync(cancellationToken);
        // Names are made above, never given by a caller.
#pragma warning disable CA2100
        await using var create = new NpgsqlCommand($"CREATE DATABASE {name} TEMPLATE {source}", connection);
#pragma warning restore CA2100
        await create.ExecuteNonQueryAsync(cancellationToken);
        return ConnectionString(name, pooling);
    }

    private string ConnectionString(string database, bool pooling) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Username = "postgres",
        Database = database,
        Pooling = pooling,
        // Many small databases share the server's 300 connections.
        MaxPoolSize = 20,
        ConnectionIdleLifetime = 10,
        Timeout = 5,
    }.ConnectionString;

    private async Task ProbeAsync(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(_maintenance);
        await connection.OpenAsync(cancellationToken);
    }
}
