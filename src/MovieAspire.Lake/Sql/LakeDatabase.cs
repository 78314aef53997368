using System.Data;
using System.Globalization;
using DuckDB.NET.Data;
using Microsoft.Extensions.Options;
using MovieAspire.Lake.Storage;

namespace MovieAspire.Lake.Sql;

/// <summary>Opens DuckDB in memory, with the limits of the settings, for work on the lake's files.</summary>
public sealed class LakeDatabase(LakeFolder folder, IOptions<LakeOptions> options)
{
    /// <summary>A connection of its own; dispose it.</summary>
    /// <param name="threads">Null for Lake:Threads.</param>
    public LakeSession Open(int? threads = null)
    {
        var count = threads ?? (options.Value.Threads > 0 ? options.Value.Threads : Environment.ProcessorCount);
        var session = new LakeSession(string.Create(
            CultureInfo.InvariantCulture, $"Data Source=:memory:;threads={count};memory_limit={options.Value.MemoryLimit}"));
        session.Execute($"SET temp_directory = {SqlText.Literal(Path.Combine(folder.Scratch, "spill"))}; SET TimeZone = 'UTC'");
        return session;
    }
}

/// <summary>One connection to DuckDB. Its work runs on the thread pool and ends when it is cancelled.</summary>
public sealed class LakeSession : IDisposable
{
    private readonly DuckDBConnection _connection;

    internal LakeSession(string connectionString)
    {
        _connection = new(connectionString);
        _connection.Open();
    }

    /// <summary>DuckDB's version, as "v1.5.6".</summary>
    public string Engine => _connection.ServerVersion;

    /// <summary>Runs one or more statements.</summary>
    /// <exception cref="DuckDBException">What DuckDB refused, and why.</exception>
    public Task ExecuteAsync(string sql, CancellationToken cancellationToken) =>
        RunAsync(sql, command => command.ExecuteNonQuery(), cancellationToken);

    /// <summary>The first value of the first row; default for null or no row.</summary>
    public Task<T?> ScalarAsync<T>(string sql, CancellationToken cancellationToken) => RunAsync(
        sql,
        command =>
        {
            using var reader = command.ExecuteReader();
            return reader.Read() && !reader.IsDBNull(0) ? reader.GetFieldValue<T>(0) : default;
        },
        cancellationToken);

    /// <summary>All rows, each as <paramref name="map"/> makes it; for results that are small.</summary>
    public Task<List<T>> QueryAsync<T>(string sql, Func<IDataRecord, T> map, CancellationToken cancellationToken) => RunAsync(
        sql,
        command =>
        {
            var rows = new List<T>();
            Read(command, reader => rows.Add(map(reader)));
            return rows;
        },
        cancellationToken);

    /// <summary>Hands over row after row, computed as they are read; for results that may be large.</summary>
    public Task ReadAsync(string sql, Action<DuckDBDataReader> row, CancellationToken cancellationToken) => RunAsync(
        sql,
        command =>
        {
            command.UseStreamingMode = true;
            return Read(command, row);
        },
        cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    internal void Execute(string sql)
    {
        using var command = new DuckDBCommand(sql, _connection);
        command.ExecuteNonQuery();
    }

    private static int Read(DuckDBCommand command, Action<DuckDBDataReader> row)
    {
        using var reader = command.ExecuteReader();
        var count = 0;
        for (; reader.Read(); count++)
            row(reader);
        return count;
    }

    private async Task<T> RunAsync<T>(string sql, Func<DuckDBCommand, T> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var command = new DuckDBCommand(sql, _connection);
        await using var cancellation = cancellationToken.Register(command.Cancel);
        return await Task.Run(() => work(command), CancellationToken.None);
    }
}
