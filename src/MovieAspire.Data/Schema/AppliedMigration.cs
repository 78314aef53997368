using Npgsql;

namespace MovieAspire.Data.Schema;

/// <summary>A row of <c>public.schema_migrations</c>.</summary>
internal sealed record AppliedMigration(int Version, string Name, string Checksum)
{
    /// <summary>The migrations of a database in order; none for a database that never saw the migrator.</summary>
    public static async Task<IReadOnlyList<AppliedMigration>> ReadAsync(
        NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        // Asking a table that is not there would be an error in the server's log, at every start of a new system.
        await using var find = new NpgsqlCommand("SELECT to_regclass('public.schema_migrations') IS NOT NULL", connection);
        if (await find.ExecuteScalarAsync(cancellationToken) is not true)
            return [];

        await using var command = new NpgsqlCommand(
            "SELECT version, name, checksum FROM public.schema_migrations ORDER BY version", connection);
        var applied = new List<AppliedMigration>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            applied.Add(new(reader.GetInt32(0), reader.GetString(1), reader.GetString(2)));
        return applied;
    }
}
