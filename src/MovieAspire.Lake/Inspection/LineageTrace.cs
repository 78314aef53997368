using System.Globalization;
using MovieAspire.Lake.Storage;

namespace MovieAspire.Lake.Inspection;

/// <summary>A step on the way back to bronze.</summary>
/// <param name="Depth">0 for the table that was asked for.</param>
/// <param name="Name">"gold/highest_revenue", "silver/credits", "bronze/tmdb/ingestion_date=2026-03-01".</param>
/// <param name="Detail">Version, run, rows.</param>
public sealed record LineageStep(int Depth, string Name, string Detail);

/// <summary>A table of the lake, a chart, or a partition of bronze, and what it was made of.</summary>
/// <param name="Name">As in <see cref="LineageStep"/>; "bronze" stands for all partitions that were staged.</param>
/// <param name="Layer">"visualizations", "gold", "silver" or "bronze".</param>
/// <param name="Version">The layer's version; empty in bronze, as all up to Rows.</param>
/// <param name="RunId">The run that built it.</param>
/// <param name="CreatedAt">When, UTC.</param>
/// <param name="Rows">Rows of a table, responses of a partition.</param>
/// <param name="Rejected">Responses that are in the quarantine.</param>
/// <param name="Fingerprint">Of a table's rows, or of a partition's files.</param>
/// <param name="Model">Hash of the SQL that made a table.</param>
/// <param name="Inputs">Names of other nodes.</param>
public sealed record LineageNode(
    string Name, string Layer, string Version, Guid? RunId, DateTimeOffset? CreatedAt, long Rows, long Rejected, string Fingerprint,
    string Model, IReadOnlyList<string> Inputs);

/// <summary>Tells from the manifests what a table was made of, down to the partitions of bronze.</summary>
public sealed class LineageTrace(LakeFolder lake)
{
    private const string Bronze = "bronze";

    /// <param name="table">"gold/highest_revenue", or the table's name alone.</param>
    /// <exception cref="LakeException">There is no such table.</exception>
    public IReadOnlyList<LineageStep> Of(string table)
    {
        var manifest = lake.ReadManifest();
        var (layerName, name) = table.Split('/', 2) is [var layer, var rest] ? (layer, rest) : (null, table);
        var found = manifest.Layers.Values.FirstOrDefault(
            layer => (layerName is null || layer.Layer == layerName) && layer.Table(name) is not null)
            ?? throw new LakeException($"There is no table {table} in the lake. There are: {string.Join(", ", manifest.Layers.Values.SelectMany(layer => layer.Tables.Select(known => $"{layer.Layer}/{known.Name}")).Distinct())}");
        var steps = new List<LineageStep>();
        Add(manifest, found, found.Table(name)!, 0, steps, []);
        return steps;
    }

    /// <summary>Every chart, every table of silver and gold, and every partition that they came from; empty for an empty lake.</summary>
    public IReadOnlyList<LineageNode> Nodes()
    {
        var manifest = lake.ReadManifest();
        if (manifest.Layer(LakeFolder.Silver) is not { } silver)
            return [];
        string[] partitions = [.. silver.Inputs.Select(partition => partition.Name)];
        return
        [
            .. Tables(manifest, manifest.Layer(LakeFolder.Visualizations)),
            .. Tables(manifest, manifest.Layer(LakeFolder.Gold)),
            .. Tables(manifest, silver),
            new(Bronze, Bronze, "", null, null, silver.Inputs.Sum(partition => partition.Rows), silver.Inputs.Sum(partition => partition.Rejected), "", "", partitions),
            .. silver.Inputs.Select(partition => new LineageNode(
                partition.Name, Bronze, "", null, null, partition.Rows, partition.Rejected, partition.Fingerprint, "", [])),
        ];
    }

    // A chart is drawn in several themes. What is no table is a step on the way out of bronze.
    private static IEnumerable<LineageNode> Tables(Manifest manifest, LayerManifest? layer) =>
        layer?.Tables.DistinctBy(table => table.Name).Select(table => new LineageNode(
            $"{layer.Layer}/{table.Name}", layer.Layer, layer.Version, layer.RunId, layer.CreatedAt, table.Rows, 0, table.RowsHash, table.Model,
            [
                .. table.Inputs.Select(input => (Table: input, LayerOf(manifest, layer, input)?.Layer)).Where(input => input.Layer is not null)
                    .Select(input => $"{input.Layer}/{input.Table}"),
                .. IsOfBronze(manifest, layer, table) ? [Bronze] : Array.Empty<string>(),
            ])) ?? [];

    private static bool IsOfBronze(Manifest manifest, LayerManifest layer, TableManifest table) => layer.Layer == LakeFolder.Silver
        && (table.Inputs.Count == 0 || table.Inputs.Any(input => LayerOf(manifest, layer, input) is null));

    // Charts read gold and silver, which have no name in common; gold and silver read silver.
    private static LayerManifest? LayerOf(Manifest manifest, LayerManifest reader, string table) =>
        (reader.Layer == LakeFolder.Visualizations ? (string[])[LakeFolder.Gold, LakeFolder.Silver] : [LakeFolder.Silver])
            .Select(manifest.Layer).FirstOrDefault(layer => layer?.Table(table) is not null);

    private static void Add(Manifest manifest, LayerManifest layer, TableManifest table, int depth, List<LineageStep> steps, HashSet<string> told)
    {
        var name = $"{layer.Layer}/{table.Name}";
        var isTold = !told.Add(name);
        steps.Add(new(depth, name, isTold ? "see above" : string.Create(CultureInfo.InvariantCulture,
            $"{table.Rows:N0} rows, version {layer.Version}, run {layer.RunId}, model {table.Model}, rows hash {table.RowsHash}")));
        if (isTold)
            return;
        foreach (var input in table.Inputs)
        {
            if (LayerOf(manifest, layer, input) is { } below)
                Add(manifest, below, below.Table(input)!, depth + 1, steps, told);
            else if (layer.Layer == LakeFolder.Silver && told.Add("bronze"))
                steps.AddRange(layer.Inputs.Select(partition => new LineageStep(depth + 1, partition.Name, string.Create(CultureInfo.InvariantCulture,
                    $"{partition.Rows:N0} responses, {partition.Rejected:N0} rejected, fingerprint {partition.Fingerprint}"))));
        }
    }
}
