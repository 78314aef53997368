using Microsoft.Extensions.Logging;
using MovieAspire.Data.Documents;
using Npgsql;

namespace MovieAspire.Data.Schema;

/// <summary>
/// Brings the database to the schema of this build: applies the missing migrations in order, each in
/// a transaction of its own, and records them in <c>public.schema_migrations</c>. An advisory lock
/// makes it safe for any number of processes to call it at once; each migration is applied once.
/// </summary>
public sealed partial class Migrator(NpgsqlDataSource dataSource, TimeProvider time, ILogger<Migrator> logger)
{
    // Any constant will do, as long as nothing else in the database locks it.
    private const long LockKey = 0x4D6F766965417370;

    // What a migration needs that is no SQL: done before it in transactions of its own, and again if that was interrupted.
    private static readonly Dictionary<string, Func<NpgsqlDataSource, TimeProvider, CancellationToken, Task<long>>> Preparations = new()
    {
        ["no_triggers"] = FillDocumentsAsync,
    };

    private readonly IReadOnlyList<Migration> _migrations = Migration.All;

    internal Migrator(
        NpgsqlDataSource dataSource, TimeProvider time, ILogger<Migrator> logger, IReadOnlyList<Migration> migrations)
        : this(dataSource, time, logger) => _migrations = migrations;

    /// <summary>Applies what is missing and returns how many migrations that were.</summary>
    /// <exception cref="SchemaMismatchException">An applied migration was edited afterwards.</exception>
    public async Task<int> MigrateAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        // Waiting for another migrator, or building an index, may take longer than a statement of the services may.
        await ExecuteAsync(connection, "SET lock_timeout = 0", cancellationToken);
        await ExecuteAsync(connection, "SET statement_timeout = 0", cancellationToken);
        await ExecuteAsync(connection, "SELECT pg_advisory_lock($1)", cancellationToken, LockKey);
        try
        {
            // Here and not in a migration: it is what says which migrations there are.
            await ExecuteAsync(connection, """
                CREATE TABLE IF NOT EXISTS public.schema_migrations (
                    version    integer PRIMARY KEY,
                    name       text NOT NULL,
                    checksum   text NOT NULL,
                    applied_at timestamptz NOT NULL
                )
                """, cancellationToken);

            var state = SchemaState.Compare(_migrations, await AppliedMigration.ReadAsync(connection, cancellationToken));
            if (state.Changed is { } changed)
                throw new SchemaMismatchException(changed);

            foreach (var migration in state.Missing)
                await ApplyAsync(connection, migration, cancellationToken);
            return state.Missing.Count;
        }
        finally
        {
            // The connection goes back to the pool, which would keep a session lock until it resets it.
            await ExecuteAsync(connection, "SELECT pg_advisory_unlock($1)", CancellationToken.None, LockKey);
        }
    }

    /// <summary>Whether migrations are to be applied to a database that has some.</summary>
    public async Task<bool> IsOutdatedAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var applied = await AppliedMigration.ReadAsync(connection, cancellationToken);
        return applied.Count > 0 && SchemaState.Compare(_migrations, applied).Missing.Count > 0;
    }

    private async Task ApplyAsync(NpgsqlConnection connection, Migration migration, CancellationToken cancellationToken)
    {
        if (Preparations.TryGetValue(migration.Name, out var prepare) && await prepare(dataSource, time, cancellationToken) is > 0 and var rows)
            LogPrepared(migration.Version, migration.Name, rows);

        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, migration.Sql, cancellationToken);
        await ExecuteAsync(connection,
            "INSERT INTO public.schema_migrations (version, name, checksum, applied_at) VALUES ($1, $2, $3, $4)",
            cancellationToken, migration.Version, migration.Name, migration.Checksum, time.GetUtcNow());
        await transaction.CommitAsync(cancellationToken);

        // A migration may create extensions whose types the driver has not seen yet.
        await connection.ReloadTypesAsync(cancellationToken);
        LogApplied(migration.Version, migration.Name);
    }

    // As this build writes them, and so with columns that only a later migration brings for good.
    private static async Task<long> FillDocumentsAsync(NpgsqlDataSource dataSource, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("""
            ALTER TABLE catalog.search_documents
                ADD COLUMN IF NOT EXISTS vote_count integer, ADD COLUMN IF NOT EXISTS release_date date,
                ADD COLUMN IF NOT EXISTS vote_average double precision, ADD COLUMN IF NOT EXISTS popularity double precision,
                ADD COLUMN IF NOT EXISTS original_language text
            """);
        await command.ExecuteNonQueryAsync(cancellationToken);
        return await DocumentFill.RunAsync(dataSource, time, cancellationToken);
    }

    private static async Task ExecuteAsync(
        NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.CommandTimeout = 0;
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(LogLevel.Information, "Before migration {Version} ({Name}): {Rows} movies have documents now")]
    private partial void LogPrepared(int version, string name, long rows);

    [LoggerMessage(LogLevel.Information, "Applied migration {Version} ({Name})")]
    private partial void LogApplied(int version, string name);
}
