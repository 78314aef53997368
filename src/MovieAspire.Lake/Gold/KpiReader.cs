using MovieAspire.Lake.Sql;
using MovieAspire.Lake.Storage;

namespace MovieAspire.Lake.Gold;

/// <summary>A row of a KPI, as whoever stores it elsewhere needs it.</summary>
/// <param name="Values">A JSON array with a value for each column; numbers with all their decimals.</param>
/// <param name="FirstYear">The first year of release that the row is about; null where it is about none.</param>
/// <param name="LastYear">The last one.</param>
/// <param name="Genres">The genres that it is about, in small letters; null where it is about none.</param>
public sealed record KpiRow(string Values, int? FirstYear, int? LastYear, string[]? Genres);

/// <summary>Hands over the current gold, row by row, to whoever stores it elsewhere.</summary>
public sealed class KpiReader(LakeFolder lake, LakeDatabase database, KpiCatalog kpis)
{
    private const string Years = "release_year", Decade = "decade", Genre = "genre", Genres = "genres";

    /// <summary>Every KPI of the current gold with what its file declares; empty where there is no gold.</summary>
    public IReadOnlyList<(SqlModel Kpi, TableManifest Table)> Tables()
    {
        var gold = lake.ReadManifest().Layer(LakeFolder.Gold);
        return gold is null
            ? []
            : [.. from kpi in kpis.All() let table = gold.Table(kpi.Name) where table is not null select (kpi, table)];
    }

    /// <summary>By what the rows of a KPI can be filtered: "genre", "year".</summary>
    public static IReadOnlyList<string> Filters(SqlModel kpi)
    {
        var columns = kpi.Head.Columns;
        return
        [
            .. columns.ContainsKey(Genre) || columns.ContainsKey(Genres) ? ["genre"] : Array.Empty<string>(),
            .. columns.ContainsKey(Years) || columns.ContainsKey(Decade) ? ["year"] : Array.Empty<string>(),
        ];
    }

    /// <summary>Each row of a KPI, in order.</summary>
    /// <param name="kpi">What its file declares.</param>
    /// <param name="table">Its table, one of <see cref="Tables"/>.</param>
    /// <param name="row">Called for each.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task ReadRowsAsync(SqlModel kpi, TableManifest table, Action<KpiRow> row, CancellationToken cancellationToken)
    {
        var columns = kpi.Head.Columns;
        var (first, last) = columns.ContainsKey(Years) ? (Years, Years)
            : columns.ContainsKey(Decade) ? (Decade, $"{Decade} + 9") : ("NULL", "NULL");
        var genres = columns.ContainsKey(Genres) ? $"lower({Genres})" : columns.ContainsKey(Genre) ? $"lower({Genre})" : "NULL";
        using var session = database.Open();
        await session.ReadAsync(
            $"""
            SELECT json_array({string.Join(", ", columns.Keys.Select(SqlText.Name))})::VARCHAR, CAST({first} AS INTEGER), CAST({last} AS INTEGER),
              CAST({genres} AS VARCHAR)
            FROM read_parquet({SqlText.Literal(lake.Full(table.File))})
            """,
            reader => row(new(
                reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetInt32(1), reader.IsDBNull(2) ? null : reader.GetInt32(2),
                reader.IsDBNull(3) ? null : reader.GetString(3).Split('|'))),
            cancellationToken);
    }
}
