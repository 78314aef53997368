using System.Text.Json;
using MovieAspire.Lake.Storage;

namespace MovieAspire.Lake.Charts;

/// <summary>What a drawing says of where it comes from, in its metadata; as JSON.</summary>
/// <param name="Chart">The chart.</param>
/// <param name="Version">Of the visualizations that it belongs to.</param>
/// <param name="RunId">The run that drew it.</param>
/// <param name="Inputs">The tables that its queries read.</param>
internal sealed record ChartLineage(string Chart, string Version, Guid RunId, IReadOnlyList<ChartInput> Inputs)
{
    private static readonly JsonSerializerOptions Compact = new(Manifest.Json) { WriteIndented = false };

    public override string ToString() => JsonSerializer.Serialize(this, Compact);
}

/// <summary>A table that a chart was drawn of.</summary>
/// <param name="Table">"silver/movies_curated".</param>
/// <param name="Version">Of its layer.</param>
/// <param name="RunId">The run that built it.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="RowsHash">As in the manifest.</param>
internal sealed record ChartInput(string Table, string Version, Guid RunId, long Rows, string RowsHash)
{
    /// <exception cref="LakeException">A query reads what is no table of these layers.</exception>
    public static ChartInput Of(string table, IReadOnlyList<LayerManifest> layers)
    {
        var layer = layers.FirstOrDefault(layer => layer.Table(table) is not null)
            ?? throw new LakeException($"There is no table {table} in silver or gold.");
        var found = layer.Table(table)!;
        return new($"{layer.Layer}/{table}", layer.Version, layer.RunId, found.Rows, found.RowsHash);
    }
}
