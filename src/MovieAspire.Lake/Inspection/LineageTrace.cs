using System.Globalization;
using MovieAspire.Lake.Storage;

namespace MovieAspire.Lake.Inspection;

/// <summary>A step on the way back to bronze.</summary>
/// <param name="Depth">0 for the table that was asked for.</param>
/// <param name="Name">"gold/highest_revenue", "silver/credits", "bronze/tmdb/ingestion_date=2026-03-01".</param>
/// <param name="Detail">Version, run, rows.</param>
public sealed record LineageStep(int Depth, string Name, string Detail);

/// <summary>Tells from the manifests what a table was made of, down to the partitions of bronze.</summary>
public sealed class LineageTrace(LakeFolder lake)
{
    /// <param name="table">"gold/highest_revenue", or the table's name alone.</param>
    /// <exception cref="LakeException">There is no such table.</exception>
    public IReadOnlyList<LineageStep> Of(string table)
    {
        var manifest = lake.ReadManifest();
        var (layerName, name) = table.Split('/', 2) is [var layer, var rest] ? (layer, rest) : (null, table);
        var found = manifest.Layers.Values.FirstOrDefault(
            layer => (layerName is null || layer.Layer == layerName) && layer.Table(name) is not null)
            ?? throw new LakeException($"There is no table {table} in the lake. There are: {string.Join(", ", manifest.Layers.Values.SelectMany(layer => layer.Tables.Select(known => $"{layer.Layer}/{known.Name}")))}");
        var steps = new List<LineageStep>();
        Add(manifest, found, found.Table(name)!, 0, steps, []);
        return steps;
    }

    private static void Add(Manifest manifest, LayerManifest layer, TableManifest table, int depth, List<LineageStep> steps, HashSet<string> told)
    {
        var name = $"{layer.Layer}/{table.Name}";
        var isTold = !told.Add(name);
        steps.Add(new(depth, name, isTold ? "see above" : string.Create(CultureInfo.InvariantCulture,
            $"{table.Rows:N0} rows, version {layer.Version}, run {layer.RunId}, model {table.Model}, rows hash {table.RowsHash}")));
        if (isTold)
            return;
        var below = layer.Layer == LakeFolder.Gold ? manifest.Layer(LakeFolder.Silver) : layer;
        foreach (var input in table.Inputs)
        {
            if (below?.Table(input) is { } known)
                Add(manifest, below, known, depth + 1, steps, told);
            else if (layer.Layer == LakeFolder.Silver && told.Add("bronze"))
                steps.AddRange(layer.Inputs.Select(partition => new LineageStep(depth + 1, partition.Name, string.Create(CultureInfo.InvariantCulture,
                    $"{partition.Rows:N0} responses, {partition.Rejected:N0} rejected, fingerprint {partition.Fingerprint}"))));
        }
    }
}
