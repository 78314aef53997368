using System.Globalization;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace MovieAspire.Data.Schema;

/// <summary>
/// Makes the database of a new system and the role that its services connect as, which is no superuser and owns the
/// database. The administrator's connection (<c>ConnectionStrings:postgres</c>) is used for that alone. Without one, as with
/// an external server, the role must exist and may create the database, or somebody has to.
/// </summary>
/// <param name="connectionString">What the services use; names the role, its password and the database.</param>
/// <param name="administrator">A superuser of the same server, or null.</param>
/// <param name="logger">Tells what was made.</param>
public sealed partial class DatabaseSetup(string connectionString, string? administrator, ILogger<DatabaseSetup> logger)
{
    private const string MaintenanceDatabase = "postgres";

    // Any constant will do, as long as nothing else in the database locks it.
    private const long LockKey = 0x4D6F766965536574;

    private readonly NpgsqlConnectionStringBuilder _wanted = new(connectionString);

    /// <summary>Makes what is missing; does nothing when the services can connect. Safe for several processes at once.</summary>
    /// <exception cref="NpgsqlException">The server is away, or refuses; a superuser's work is undone as a whole then.</exception>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Asked of the administrator: a login of a role that is not there yet is a failure in the server's log.
            if (administrator is not null && await IsNewAsync(administrator, cancellationToken))
            {
                await CreateDatabaseAsync(administrator, cancellationToken);
                await CreateRoleAsync(administrator, cancellationToken);
            }

            await using var connection = await OpenAsync(connectionString, _wanted.Database!, cancellationToken);
        }
        catch (PostgresException e) when (administrator is not null && e.SqlState is PostgresErrorCodes.InvalidCatalogName
            or PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification)
        {
            LogMissing(e.MessageText);
            await CreateDatabaseAsync(administrator, cancellationToken);
            await CreateRoleAsync(administrator, cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.InvalidCatalogName)
        {
            LogMissing(e.MessageText);
            await CreateDatabaseAsync(connectionString, cancellationToken);
        }
    }

    /// <summary>Whether the role or the database is missing. An administrator who cannot connect is no reason not to try.</summary>
    private async Task<bool> IsNewAsync(string creator, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await OpenAsync(creator, MaintenanceDatabase, cancellationToken);
            await using var find = new NpgsqlCommand("""
                SELECT NOT EXISTS (SELECT FROM pg_database WHERE datname = $1) OR NOT EXISTS (SELECT FROM pg_roles WHERE rolname = $2)
                """, connection)
            {
                Parameters = { new() { Value = _wanted.Database! }, new() { Value = _wanted.Username! } },
            };
            return await find.ExecuteScalarAsync(cancellationToken) is true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private async Task CreateDatabaseAsync(string creator, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(creator, MaintenanceDatabase, cancellationToken);
        await using var find = new NpgsqlCommand("SELECT 1 FROM pg_database WHERE datname = $1", connection)
        {
            Parameters = { new() { Value = _wanted.Database! } },
        };
        if (await find.ExecuteScalarAsync(cancellationToken) is not null)
            return;
        try
        {
            await ExecuteAsync(connection, await FormatAsync(connection, "CREATE DATABASE %I", _wanted.Database!, cancellationToken), cancellationToken);
            LogCreated("database", _wanted.Database!);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another process was faster.
        }
    }

    // All or nothing: a role that can log in owns everything.
    private async Task CreateRoleAsync(string superuser, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(superuser, _wanted.Database!, cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, string.Create(CultureInfo.InvariantCulture, $"SELECT pg_advisory_xact_lock({LockKey})"), cancellationToken);
        await using var statements = new NpgsqlCommand(Statements, connection)
        {
            Parameters =
            {
                new() { Value = _wanted.Username! }, new() { Value = (object?)_wanted.Password ?? DBNull.Value, DataTypeName = "text" },
                new() { Value = _wanted.Database! },
            },
        };
        List<string> commands = [];
        await using (var reader = await statements.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
                commands.Add(reader.GetString(0));
        }

        foreach (var command in commands)
            await ExecuteAsync(connection, command, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        LogCreated("role", _wanted.Username!);
    }

    // What the superuser owns in our schemas goes to the role: systems from before there was one. Sequences of columns
    // follow their tables, and what an extension brought stays its own.
    private const string Statements = """
        SELECT format(
            CASE WHEN EXISTS (SELECT FROM pg_roles WHERE rolname = $1) THEN 'ALTER' ELSE 'CREATE' END || ' ROLE %I LOGIN PASSWORD %L',
            $1, $2)
        UNION ALL
        SELECT format('ALTER DATABASE %I OWNER TO %I', $3, $1)
        UNION ALL
        SELECT format('ALTER SCHEMA %I OWNER TO %I', nspname, $1) FROM pg_namespace
        WHERE nspowner = current_user::regrole AND nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'public')
        UNION ALL
        SELECT format('ALTER %s %s OWNER TO %I',
            CASE relkind WHEN 'S' THEN 'SEQUENCE' WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END,
            c.oid::regclass, $1)
        FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
        WHERE relowner = current_user::regrole AND relkind IN ('r', 'p', 'v', 'm', 'S')
            AND nspname !~ '^pg_' AND nspname <> 'information_schema'
            AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = c.oid AND deptype IN ('e', 'a', 'i'))
        UNION ALL
        SELECT format('ALTER ROUTINE %s OWNER TO %I', p.oid::regprocedure, $1)
        FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace
        WHERE proowner = current_user::regrole AND nspname !~ '^pg_' AND nspname <> 'information_schema'
            AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = p.oid AND deptype = 'e')
        """;

    private static async Task<NpgsqlConnection> OpenAsync(string connectionString, string database, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionString) { Database = database, Pooling = false }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static async Task<string> FormatAsync(NpgsqlConnection connection, string format, string name, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT format($1, $2)", connection)
        {
            Parameters = { new() { Value = format }, new() { Value = name } },
        };
        return (string)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        // Names and literals in it were quoted by the server.
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(LogLevel.Information, "The services cannot use the database yet: {Reason}")]
    private partial void LogMissing(string reason);

    [LoggerMessage(LogLevel.Information, "Made the {Kind} {Name}")]
    private partial void LogCreated(string kind, string name);
}
