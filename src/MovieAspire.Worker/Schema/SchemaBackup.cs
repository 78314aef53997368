using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Options;
using MovieAspire.Data.Schema;
using Npgsql;

namespace MovieAspire.Worker.Schema;

/// <summary>Section "Schema".</summary>
internal sealed record SchemaOptions
{
    public const string Section = "Schema";

    /// <summary>Schema:BackupFolder: where the database is saved before migrations change what it holds; empty for nowhere.</summary>
    public string BackupFolder { get; init; } = "";

    /// <summary>Schema:PgDump: PostgreSQL's program, of the server's version or a newer one.</summary>
    [Required(ErrorMessage = "Schema:PgDump is missing.")]
    public string PgDump { get; init; } = "pg_dump";

    /// <summary>Schema:KeepBackups: the newest of them; older ones are deleted.</summary>
    [Range(1, 1_000, ErrorMessage = "Schema:KeepBackups must be between 1 and 1,000.")]
    public int KeepBackups { get; init; } = 3;
}

/// <summary>
/// Saves a database that holds movies before its schema changes, in pg_dump's custom format. A schema that should be saved and
/// cannot be is not changed.
/// </summary>
internal sealed partial class SchemaBackup(
    NpgsqlDataSource dataSource, Migrator migrator, IConfiguration configuration, TimeProvider time, IOptions<SchemaOptions> options,
    ILogger<SchemaBackup> logger)
{
    private const string Prefix = "moviedb-";

    /// <summary>Does nothing where nothing is to be saved.</summary>
    /// <returns>The file, or null.</returns>
    /// <exception cref="SchemaBackupException">It could not be written.</exception>
    public async Task<string?> SaveAsync(CancellationToken cancellationToken)
    {
        if (options.Value.BackupFolder.Length == 0 || !await migrator.IsOutdatedAsync(cancellationToken) || !await HasMoviesAsync(cancellationToken))
            return null;

        try
        {
            return await WriteAsync(cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SchemaBackupException($"{options.Value.BackupFolder} cannot be written (Schema:BackupFolder): {e.Message}");
        }
    }

    private async Task<string> WriteAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.Value.BackupFolder);
        var file = Path.Combine(
            options.Value.BackupFolder,
            string.Create(CultureInfo.InvariantCulture, $"{Prefix}{time.GetUtcNow():yyyyMMdd-HHmmss}.dump"));
        var start = time.GetTimestamp();
        await DumpAsync(file + ".new", cancellationToken);
        File.Move(file + ".new", file, overwrite: true);
        foreach (var old in Directory.GetFiles(options.Value.BackupFolder, $"{Prefix}*.dump").Order(StringComparer.Ordinal).SkipLast(options.Value.KeepBackups))
            File.Delete(old);
        LogSaved(file, new FileInfo(file).Length, time.GetElapsedTime(start));
        return file;
    }

    private async Task<bool> HasMoviesAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("SELECT to_regclass('catalog.movies') IS NOT NULL");
        if (await command.ExecuteScalarAsync(cancellationToken) is not true)
            return false;
        await using var any = dataSource.CreateCommand("SELECT EXISTS (SELECT FROM catalog.movies)");
        return await any.ExecuteScalarAsync(cancellationToken) is true;
    }

    private async Task DumpAsync(string file, CancellationToken cancellationToken)
    {
        var server = new NpgsqlConnectionStringBuilder(configuration.GetConnectionString("moviedb"));
        var start = new ProcessStartInfo(options.Value.PgDump, ["--format=custom", "--file", file, server.Database!]) { RedirectStandardError = true };
        foreach (var (name, value) in new[]
        {
            ("PGHOST", server.Host), ("PGPORT", server.Port.ToString(CultureInfo.InvariantCulture)), ("PGUSER", server.Username),
            ("PGPASSWORD", server.Password),
        })
        {
            if (value is not null)
                start.Environment[name] = value;
        }

        try
        {
            using var process = Process.Start(start)!;
            try
            {
                var error = await process.StandardError.ReadToEndAsync(cancellationToken);
                await process.WaitForExitAsync(cancellationToken);
                if (process.ExitCode != 0)
                    throw new SchemaBackupException($"{options.Value.PgDump} ended with exit code {process.ExitCode}: {error.Trim()}");
            }
            catch (OperationCanceledException)
            {
                process.Kill();
                throw;
            }
        }
        catch (Win32Exception e)
        {
            throw new SchemaBackupException($"{options.Value.PgDump} cannot be run (Schema:PgDump): {e.Message}");
        }
    }

    [LoggerMessage(LogLevel.Information, "Saved the database before its schema changes: {File}, {Bytes} bytes in {Duration}")]
    private partial void LogSaved(string file, long bytes, TimeSpan duration);
}

/// <summary>The database could not be saved before its schema changes.</summary>
internal sealed class SchemaBackupException(string message) : Exception(message);
