using System.Text.Encodings.Web;
using System.Text.Json;

namespace MovieAspire.Lake.Storage;

/// <summary>
/// lake/manifest.json: which version of each layer is the current one. It is replaced by one rename, so that a reader sees
/// all files of a version or none.
/// </summary>
public sealed record Manifest(IReadOnlyDictionary<string, LayerManifest> Layers)
{
    internal static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DictionaryKeyPolicy = null,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A lake in which nothing was built.</summary>
    public static Manifest Empty { get; } = new(new Dictionary<string, LayerManifest>());

    /// <summary>The current version of a layer; null where there is none.</summary>
    public LayerManifest? Layer(string layer) => Layers.GetValueOrDefault(layer);
}

/// <summary>One version of a layer: what made it, of what, and what is in it.</summary>
/// <param name="Layer">"silver", "gold" or "visualizations".</param>
/// <param name="Version">The name of its folder below the layer's.</param>
/// <param name="RunId">The run that built it.</param>
/// <param name="CreatedAt">When it became the current one, UTC.</param>
/// <param name="Engine">DuckDB's version.</param>
/// <param name="Models">A hash over the SQL and the settings that made it.</param>
/// <param name="Inputs">What it was built of.</param>
/// <param name="Tables">Its files.</param>
public sealed record LayerManifest(
    string Layer, string Version, Guid RunId, DateTimeOffset CreatedAt, string Engine, string Models,
    IReadOnlyList<InputManifest> Inputs, IReadOnlyList<TableManifest> Tables)
{
    /// <summary>A table of that name; null where there is none.</summary>
    public TableManifest? Table(string name) => Tables.FirstOrDefault(table => table.Name == name);
}

/// <summary>A partition of bronze (tmdb/ingestion_date=2026-03-01) or a version of a layer.</summary>
/// <param name="Name">Its path in the lake.</param>
/// <param name="Fingerprint">Changes when its contents do.</param>
/// <param name="Rows">Responses, or rows of all its tables.</param>
/// <param name="Rejected">Those of the responses that are in the quarantine.</param>
public sealed record InputManifest(string Name, string Fingerprint, long Rows, long Rejected = 0);

/// <summary>One Parquet file.</summary>
/// <param name="Name">The table.</param>
/// <param name="File">Its path in the lake.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="RowsHash">DuckDB's hash over all rows and their places: equal for equal rows in equal order.</param>
/// <param name="Bytes">The file's size.</param>
/// <param name="Model">Hash of the SQL that made it.</param>
/// <param name="Inputs">The tables it was made of.</param>
public sealed record TableManifest(
    string Name, string File, long Rows, string RowsHash, long Bytes, string Model, IReadOnlyList<string> Inputs);
