using System.Diagnostics;
using Dapper;
using Microsoft.Extensions.Options;
using MovieAspire.Catalog.Libraries.Sessions;
using MovieAspire.Contracts.Libraries.V1;
using MovieAspire.Libraries.Exports;
using MovieAspire.ServiceDefaults.Errors;
using Npgsql;
using NpgsqlTypes;

namespace MovieAspire.Catalog.Libraries.Imports;

/// <summary>
/// Brings uploaded files into a session, all or nothing: rows are copied into a temporary table as they are read, and merged by
/// a handful of statements.
/// </summary>
internal sealed partial class LibraryImport(
    [FromKeyedServices(LibraryOptions.DataSourceKey)] NpgsqlDataSource dataSource, TimeProvider time, IOptions<LibraryOptions> options,
    ILogger<LibraryImport> logger) : IDisposable
{
    private const string Refused = "EXPORT_REFUSED";
    private const int ErrorsListed = 100;
    private const int StatementTimeout = 120;

    private readonly SemaphoreSlim _places = new(options.Value.ConcurrentUploads);

    /// <param name="upload">The files.</param>
    /// <param name="session">Where to; null for a new session.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    public async Task<ImportResult> ImportAsync(UploadFiles upload, Guid? session, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        try
        {
            var started = time.GetTimestamp();
            var result = await MergeAsync(upload, session, cancellationToken);
            LogImported(result.Rows, result.ErrorCount, time.GetElapsedTime(started));
            return result;
        }
        catch (ExportException e)
        {
            throw ServiceError.Invalid(Refused, e.Message);
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();

    private async Task<ImportResult> MergeAsync(UploadFiles upload, Guid? session, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await RefuseIfFullAsync(connection, cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var token = session is null ? OwnerToken.Create() : null;
        var id = session ?? OwnerToken.CreateSessionId();
        var hasFailed = false;
        if (token is not null)
            await CreateAsync(connection, id, token, cancellationToken);
        else
            hasFailed = await LockAsync(connection, id, cancellationToken) == "failed";

        await connection.ExecuteAsync(Command(EntryMerge.Stage, id, cancellationToken));
        var (rows, errors, errorCount) = await CopyAsync(connection, upload, cancellationToken);
        if (rows == 0)
            throw NothingUsable(errors);
        await connection.ExecuteAsync(Command("ANALYZE staged", id, cancellationToken));

        var filmsBefore = await CountAsync(connection, "films", id, cancellationToken);
        await connection.ExecuteAsync(Command(EntryMerge.Named, id, cancellationToken));
        var renamed = await connection.ExecuteScalarAsync<int>(Command(EntryMerge.Rename, id, cancellationToken));
        await connection.ExecuteAsync(Command(EntryMerge.Films, id, cancellationToken));
        var films = await CountAsync(connection, "films", id, cancellationToken);
        await connection.ExecuteAsync(Command(EntryMerge.Assign, id, cancellationToken));
        var counts = (await connection.QueryAsync<CountRow>(Command(EntryMerge.Entries, id, cancellationToken))).ToList();
        await connection.ExecuteAsync(Command(EntryMerge.Summarise, id, cancellationToken));
        // Whoever uploads the same again into a session that failed wants it tried again.
        var hasNews = hasFailed || films > filmsBefore || renamed > 0 || counts.Any(count => count.Added + count.Updated > 0);
        await connection.ExecuteAsync(Command(FinishSql, id, cancellationToken, new { session = id, hasNews, now = time.GetUtcNow() }));
        await transaction.CommitAsync(cancellationToken);

        return new(id, token, rows, errors, errorCount,
        [
            new() { Kind = "film", Added = films - filmsBefore, Updated = renamed, Unchanged = filmsBefore - renamed },
            .. counts.OrderBy(count => count.Kind, StringComparer.Ordinal).Select(count => new ImportCount
            {
                Kind = count.Kind, Added = count.Added, Updated = count.Updated, Unchanged = count.Unchanged,
            }),
        ]);
    }

    private const string FinishSql = """
        UPDATE libraries.sessions
        SET imported_at = @now, total_movies = (SELECT count(*) FROM libraries.films WHERE session_id = @session),
            entry_count = (SELECT count(*) FROM libraries.entries WHERE session_id = @session),
            status = CASE WHEN @hasNews AND status <> 'enriching' THEN 'processing' ELSE status END,
            work_wanted = work_wanted + CASE WHEN @hasNews THEN 1 ELSE 0 END,
            wanted_at = CASE WHEN @hasNews THEN @now ELSE wanted_at END, error_message = NULL, revision = revision + 1
        WHERE id = @session;
        SELECT pg_notify('library_changed', @session::text);
        """;

    // Anybody may upload. One upload may go beyond the limit by its own rows.
    private async Task RefuseIfFullAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var rows = await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "SELECT coalesce(sum(entry_count), 0) FROM libraries.sessions", commandTimeout: StatementTimeout, cancellationToken: cancellationToken));
        if (rows >= options.Value.MaxTotalRows)
            throw ServiceError.Unavailable("LIBRARIES_FULL", "The system holds as much of people's libraries as it may, until old ones expire.");
    }

    private Task<int> CreateAsync(NpgsqlConnection connection, Guid id, string token, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return connection.ExecuteAsync(Command(
            """
            INSERT INTO libraries.sessions (id, owner_token_hash, status, created_at, imported_at, wanted_at, expires_at, work_wanted)
            VALUES (@session, @hash, 'processing', @now, @now, @now, @expires, 0)
            """, id, cancellationToken,
            new { session = id, hash = OwnerToken.HashOf(token), now, expires = now + options.Value.Expiry }));
    }

    /// <summary>Two uploads into one session come one after the other, and the worker's counts wait.</summary>
    /// <returns>The session's status.</returns>
    private static async Task<string> LockAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken) =>
        await connection.ExecuteScalarAsync<string?>(
            Command("SELECT status FROM libraries.sessions WHERE id = @session FOR UPDATE", id, cancellationToken)) ?? throw SessionStore.NotFound();

    private async Task<(int Rows, IReadOnlyList<Contracts.Libraries.V1.RowError> Errors, long ErrorCount)> CopyAsync(
        NpgsqlConnection connection, UploadFiles upload, CancellationToken cancellationToken)
    {
        var export = new LetterboxdExport(new() { MaxRows = options.Value.MaxRows, MaxBytes = options.Value.MaxUnpackedBytes });
        var (rows, errorCount) = (0, 0L);
        var errors = new List<Contracts.Libraries.V1.RowError>();
        await using var writer = await connection.BeginBinaryImportAsync(EntryMerge.Copy, cancellationToken);
        foreach (var (name, content) in upload.Files)
        {
            foreach (var (entry, error) in export.Read(name, content))
            {
                if (entry is not null)
                {
                    await WriteAsync(writer, rows++, entry, cancellationToken);
                }
                else if (++errorCount <= ErrorsListed)
                {
                    errors.Add(new() { File = error!.File, Line = error.Line, Column = error.Column, Message = error.Message });
                }
            }
        }

        await writer.CompleteAsync(cancellationToken);
        return (rows, errors, errorCount);
    }

    private static async Task WriteAsync(NpgsqlBinaryImporter writer, int ordinal, ExportEntry entry, CancellationToken cancellationToken)
    {
        await writer.StartRowAsync(cancellationToken);
        await writer.WriteAsync(ordinal, NpgsqlDbType.Integer, cancellationToken);
        await writer.WriteAsync(NameOf(entry.Kind), NpgsqlDbType.Text, cancellationToken);
        await writer.WriteAsync(Storable(entry.Name), NpgsqlDbType.Text, cancellationToken);
        await WriteOrNullAsync(entry.Year, NpgsqlDbType.Integer);
        await WriteTextAsync(entry.Uri);
        await WriteOrNullAsync(entry.LoggedOn, NpgsqlDbType.Date);
        await WriteOrNullAsync(entry.WatchedOn, NpgsqlDbType.Date);
        await WriteOrNullAsync(entry.Rating, NpgsqlDbType.Numeric);
        await writer.WriteAsync(entry.IsRewatch, NpgsqlDbType.Boolean, cancellationToken);
        await writer.WriteAsync(entry.Tags.Select(Storable).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text, cancellationToken);
        await WriteTextAsync(entry.Review);
        await writer.WriteAsync(entry.HasSpoilers, NpgsqlDbType.Boolean, cancellationToken);
        await WriteTextAsync(entry.List);
        await WriteOrNullAsync(entry.Position, NpgsqlDbType.Integer);

        Task WriteOrNullAsync<T>(T? value, NpgsqlDbType type) where T : struct => value is { } known
            ? writer.WriteAsync(known, type, cancellationToken) : writer.WriteNullAsync(cancellationToken);

        Task WriteTextAsync(string? text) => text is not null
            ? writer.WriteAsync(Storable(text), NpgsqlDbType.Text, cancellationToken) : writer.WriteNullAsync(cancellationToken);
    }

    // Postgres has no NUL in texts.
    private static string Storable(string text) => text.Replace("\0", "", StringComparison.Ordinal);

    private static string NameOf(EntryKind kind) => kind switch
    {
        EntryKind.Watched => "watched",
        EntryKind.Rating => "rating",
        EntryKind.Diary => "diary",
        EntryKind.Review => "review",
        EntryKind.Watchlist => "watchlist",
        EntryKind.Like => "like",
        EntryKind.ListItem => "list-item",
        _ => throw new UnreachableException(),
    };

    private static ServiceException NothingUsable(IReadOnlyList<Contracts.Libraries.V1.RowError> errors) => errors is [var first, ..]
        ? ServiceError.Invalid(Refused, $"No row can be used; the first is bad in {first.File}, line {first.Line}, column {first.Column}: {first.Message}")
        : ServiceError.Invalid(Refused, "There is no film in the upload.");

    private static Task<int> CountAsync(NpgsqlConnection connection, string table, Guid session, CancellationToken cancellationToken) =>
        connection.ExecuteScalarAsync<int>(Command($"SELECT count(*)::integer FROM libraries.{table} WHERE session_id = @session", session, cancellationToken));

    private static CommandDefinition Command(string sql, Guid session, CancellationToken cancellationToken, object? parameters = null) =>
        new(sql, parameters ?? new { session }, commandTimeout: StatementTimeout, cancellationToken: cancellationToken);

    private sealed record CountRow(string Kind, int Added, int Updated, int Unchanged);

    // Not whose, and not which.
    [LoggerMessage(LogLevel.Information, "An export of {Rows} rows was read in {Elapsed}; {Errors} rows could not be used")]
    private partial void LogImported(int rows, long errors, TimeSpan elapsed);
}

/// <summary>What an upload brought; the owner's token only of a session that it made.</summary>
internal sealed record ImportResult(
    Guid Session, string? OwnerToken, int Rows, IReadOnlyList<Contracts.Libraries.V1.RowError> Errors, long ErrorCount, IReadOnlyList<ImportCount> Counts);
