using System.Globalization;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using MovieAspire.Contracts.Kpis.V1;
using MovieAspire.ServiceDefaults.Errors;
using Npgsql;
using NpgsqlTypes;

namespace MovieAspire.Analytics.Kpis;

/// <summary>A checked <see cref="GetKpiRequest"/>; what the KPI itself does not take, the query tells.</summary>
internal sealed record KpiRows(string Name, string? Genre, int? YearFrom, int? YearTo, int Limit, DateOnly? Date)
{
    private const int MaxGenre = 100;

    public bool IsFiltered => Genre is not null || YearFrom is not null || YearTo is not null || Limit > 0 || Date is not null;

    public string CacheKey => string.Create(
        CultureInfo.InvariantCulture, $"kpi:{Name}:{YearFrom}:{YearTo}:{Limit}:{Date:yyyy-MM-dd}:{Genre}");

    /// <exception cref="ServiceException">INVALID_ARGUMENT that names every bad field.</exception>
    public static KpiRows Parse(GetKpiRequest request)
    {
        var check = new RequestCheck();
        KpisService.RequireName(check, "name", request.Name);
        check.Name("genre", request.Genre, MaxGenre);
        check.Require(request.Limit >= 0, "limit", "must not be negative");
        var from = Year(check, "year_from", request.YearFrom);
        var to = Year(check, "year_to", request.YearTo);
        check.Require(from is null || to is null || from <= to, "year_to", "must not be before year_from");
        var date = check.Date("date", request.Date);
        check.ThrowIfAnyFailed();
        // Stored in small letters.
        var genre = request.Genre.Length > 0 ? request.Genre.ToLowerInvariant() : null;
        return new(request.Name, genre, from, to, request.Limit, date);
    }

    private static int? Year(RequestCheck check, string field, int year)
    {
        check.Require(
            year is 0 or (>= RequestCheck.FirstYear and <= RequestCheck.LastYear), field,
            $"must be between {RequestCheck.FirstYear} and {RequestCheck.LastYear}");
        return year == 0 ? null : year;
    }
}

/// <summary>KPIs with their rows, as they are or were.</summary>
internal sealed class KpiQuery(NpgsqlDataSource database)
{
    private const string Version = """
        SELECT id, name, title, meaning, unit, kind, columns, filters, default_limit, max_limit, row_count, run_id, valid_from
        FROM analytics.kpi_versions
        """;

    // A decade belongs to every span of years that it touches.
    private const string Rows = """
        SELECT "values" FROM analytics.kpi_rows
        WHERE version_id = $1 AND ($2::text IS NULL OR $2 = ANY (genres))
          AND ($3::integer IS NULL OR last_year >= $3) AND ($4::integer IS NULL OR first_year <= $4)
        ORDER BY position
        LIMIT $5
        """;

    public async Task<ListKpisResponse?> ListAsync(CancellationToken cancellationToken)
    {
        var response = new ListKpisResponse();
        await using var command = database.CreateCommand($"{Version} WHERE valid_to IS NULL ORDER BY name");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            response.Kpis.Add(ReadKpi(reader));
        return response;
    }

    /// <returns>Null for an unknown KPI, and for a day before its first computation.</returns>
    /// <exception cref="ServiceException">INVALID_ARGUMENT: the KPI does not take that filter, or no limit as high.</exception>
    public async Task<GetKpiResponse?> GetAsync(KpiRows rows, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        if (await FindAsync(connection, rows, cancellationToken) is not var (version, kpi))
            return null;
        Check(rows, kpi);

        var response = new GetKpiResponse { Kpi = kpi };
        await using var command = new NpgsqlCommand(Rows, connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = version });
        command.Parameters.Add(new() { Value = (object?)rows.Genre ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = (object?)rows.YearFrom ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer });
        command.Parameters.Add(new() { Value = (object?)rows.YearTo ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = rows.Limit > 0 ? rows.Limit : kpi.DefaultLimit });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            response.Rows.Add(ListValue.Parser.ParseJson(reader.GetString(0)));
        return response;
    }

    // Of a day for which no version was kept, the one before it holds.
    private static async Task<(long Version, Kpi Kpi)?> FindAsync(NpgsqlConnection connection, KpiRows rows, CancellationToken cancellationToken)
    {
        var condition = rows.Date is null
            ? "WHERE name = $1 AND valid_to IS NULL"
            : "WHERE name = $1 AND valid_from < $2 ORDER BY valid_from DESC LIMIT 1";
        await using var command = new NpgsqlCommand($"{Version} {condition}", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = rows.Name });
        if (rows.Date is { } day)
            command.Parameters.Add(new() { Value = new DateTimeOffset(day.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero) });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? (reader.GetInt64(0), ReadKpi(reader)) : null;
    }

    private static void Check(KpiRows rows, Kpi kpi)
    {
        var check = new RequestCheck();
        var (byGenre, byYear) = (kpi.Filters.Contains("genre"), kpi.Filters.Contains("year"));
        check.Require(rows.Genre is null || byGenre, "genre", $"is no filter of {kpi.Name}, whose rows are of no genre");
        check.Require(rows.YearFrom is null || byYear, "year_from", $"is no filter of {kpi.Name}, whose rows are of no year");
        check.Require(rows.YearTo is null || byYear, "year_to", $"is no filter of {kpi.Name}, whose rows are of no year");
        check.Require(rows.Limit <= kpi.MaxLimit, "limit", $"must be between 1 and {kpi.MaxLimit}");
        check.ThrowIfAnyFailed();
    }

    private static Kpi ReadKpi(NpgsqlDataReader row)
    {
        var kpi = new Kpi
        {
            Name = row.GetString(1), Title = row.GetString(2), Meaning = row.GetString(3), Unit = row.GetString(4), Kind = row.GetString(5),
            DefaultLimit = row.GetInt32(8), MaxLimit = row.GetInt32(9), RowCount = row.GetInt64(10), RunId = row.GetGuid(11).ToString(),
            ComputedAt = Timestamp.FromDateTime(row.GetDateTime(12)), Filters = { row.GetFieldValue<string[]>(7) },
        };
        using var columns = JsonDocument.Parse(row.GetString(6));
        foreach (var column in columns.RootElement.EnumerateArray())
        {
            string Text(string name) => column.GetProperty(name).GetString()!;
            kpi.Columns.Add(new KpiColumn { Name = Text("name"), Type = Text("type"), Unit = Text("unit"), Meaning = Text("meaning") });
        }

        return kpi;
    }
}
