using System.Text.Json;
using Dapper;
using Microsoft.Extensions.Options;
using MovieAspire.Lake.Gold;
using MovieAspire.Lake.Sql;
using MovieAspire.Lake.Storage;
using Npgsql;
using NpgsqlTypes;

namespace MovieAspire.Worker.Lake.Publication;

/// <summary>Writes analytics.kpi_versions with their rows out of gold: a KPI that says something else gets a new version.</summary>
internal sealed class KpiPublication(
    KpiReader gold, NpgsqlDataSource database, IOptions<KpiOptions> options, IOptions<HistoryOptions> history, TimeProvider time)
{
    // The rows that a caller gets at most of what is no ranking.
    private const int LongestTable = 1_000;

    /// <summary>Brings the database up to the current gold, all KPIs in one transaction, and thins out old versions.</summary>
    /// <returns>How many KPIs changed, came or went.</returns>
    public async Task<int> PublishAsync(Guid run, CancellationToken cancellationToken)
    {
        var tables = gold.Tables();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "LOCK analytics.kpi_versions IN SHARE ROW EXCLUSIVE MODE", cancellationToken: cancellationToken));
        var published = (await connection.QueryAsync<(string Name, string Fingerprint)>(new CommandDefinition(
                "SELECT name, fingerprint FROM analytics.kpi_versions WHERE valid_to IS NULL", cancellationToken: cancellationToken)))
            .ToDictionary(kpi => kpi.Name, kpi => kpi.Fingerprint);
        var changed = tables.Where(kpi => published.GetValueOrDefault(kpi.Kpi.Name) != Fingerprint(kpi.Kpi, kpi.Table)).ToList();
        var removed = published.Keys.Except(tables.Select(kpi => kpi.Kpi.Name)).ToList();

        var now = time.GetUtcNow();
        await connection.ExecuteAsync(new CommandDefinition(
            "UPDATE analytics.kpi_versions SET valid_to = @now WHERE valid_to IS NULL AND name = ANY (@names)",
            new { now, names = changed.Select(kpi => kpi.Kpi.Name).Concat(removed).ToArray() }, cancellationToken: cancellationToken));
        foreach (var (kpi, table) in changed)
            await WriteRowsAsync(connection, await AddVersionAsync(connection, kpi, table, run, now, cancellationToken), kpi, table, cancellationToken);
        await ThinOutAsync(connection, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return changed.Count + removed.Count;
    }

    private string Fingerprint(SqlModel kpi, TableManifest table) =>
        FormattableString.Invariant($"{table.RowsHash} {kpi.Hash} {options.Value.TopN} {options.Value.Depth} {options.Value.MinVotes} {options.Value.MinBudgetMusd}");

    private async Task<long> AddVersionAsync(
        NpgsqlConnection connection, SqlModel kpi, TableManifest table, Guid run, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var isRanking = kpi.Head.Kind == "ranking";
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition("""
            INSERT INTO analytics.kpi_versions (name, title, meaning, unit, kind, columns, filters, default_limit, max_limit, row_count, fingerprint, run_id, valid_from)
            VALUES (@Name, @Title, @Meaning, @Unit, @Kind, @columns::jsonb, @filters, @defaultLimit, @maxLimit, @Rows, @fingerprint, @run, @now)
            RETURNING id
            """,
            new
            {
                kpi.Name, kpi.Head.Title, Meaning = options.Value.Explain(kpi.Head.Meaning), kpi.Head.Unit, kpi.Head.Kind, table.Rows, run, now,
                columns = JsonSerializer.Serialize(kpi.Head.Columns.Select(
                    column => new { name = column.Key, type = column.Value.Type, unit = column.Value.Unit, meaning = options.Value.Explain(column.Value.Meaning) })),
                filters = KpiReader.Filters(kpi).ToArray(),
                defaultLimit = isRanking ? Math.Min(options.Value.TopN, options.Value.Depth) : LongestTable,
                maxLimit = isRanking ? options.Value.Depth : LongestTable,
                fingerprint = Fingerprint(kpi, table),
            },
            cancellationToken: cancellationToken));
    }

    private async Task WriteRowsAsync(
        NpgsqlConnection connection, long version, SqlModel kpi, TableManifest table, CancellationToken cancellationToken)
    {
        await using var copy = await connection.BeginBinaryImportAsync("""
            COPY analytics.kpi_rows (version_id, position, first_year, last_year, genres, "values") FROM STDIN (FORMAT BINARY)
            """, cancellationToken);
        var position = 0;
        // DuckDB hands over row after row on a thread of its own; what Npgsql writes it collects in a buffer.
        await gold.ReadRowsAsync(kpi, table, row =>
        {
            copy.StartRow();
            copy.Write(version);
            copy.Write(++position);
            copy.Write(row.FirstYear);
            copy.Write(row.LastYear);
            copy.Write(row.Genres);
            copy.Write(row.Values, NpgsqlDbType.Jsonb);
        }, cancellationToken);
        await copy.CompleteAsync(cancellationToken);
    }

    // What held until lately is kept as it was; of what is older the last version of each month.
    private Task<int> ThinOutAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition("""
            DELETE FROM analytics.kpi_versions old
            WHERE valid_to < @months
               OR (valid_to < @days AND EXISTS (
                  SELECT FROM analytics.kpi_versions later
                  WHERE later.name = old.name AND later.valid_from > old.valid_from
                    AND date_trunc('month', later.valid_from, 'UTC') = date_trunc('month', old.valid_from, 'UTC')))
            """, new { days = now - history.Value.Kpis, months = now - history.Value.MonthlyKpis }, commandTimeout: 0, cancellationToken: cancellationToken));
}
