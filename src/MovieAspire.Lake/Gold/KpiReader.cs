using MovieAspire.Lake.Sql;
using MovieAspire.Lake.Storage;

namespace MovieAspire.Lake.Gold;

/// <summary>Hands over the current gold, row by row, to whoever stores it elsewhere.</summary>
public sealed class KpiReader(LakeFolder lake, LakeDatabase database, KpiCatalog kpis)
{
    /// <summary>Every KPI of the current gold with what its file declares; empty where there is no gold.</summary>
    public IReadOnlyList<(SqlModel Kpi, TableManifest Table)> Tables()
    {
        var gold = lake.ReadManifest().Layer(LakeFolder.Gold);
        return gold is null
            ? []
            : [.. from kpi in kpis.All() let table = gold.Table(kpi.Name) where table is not null select (kpi, table)];
    }

    /// <summary>Each row of a KPI as a JSON object, in order; numbers with all their decimals.</summary>
    /// <param name="table">One of <see cref="Tables"/>.</param>
    /// <param name="row">Called for each.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task ReadRowsAsync(TableManifest table, Action<string> row, CancellationToken cancellationToken)
    {
        using var session = database.Open();
        await session.ReadAsync(
            $"SELECT to_json(kpi)::VARCHAR FROM read_parquet({SqlText.Literal(lake.Full(table.File))}) AS kpi",
            reader => row(reader.GetString(0)), cancellationToken);
    }
}
