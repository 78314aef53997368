namespace MovieAspire.Data;

/// <summary>What was computed last, and out of what.</summary>
public sealed class Artifact
{
    /// <summary>Its table in schema analytics.</summary>
    public string Name { get; set; } = "";

    /// <summary>Grows with each change of the formula.</summary>
    public int FormulaVersion { get; set; }

    /// <summary>The weights and constants that it was computed with, as a JSON object.</summary>
    public string Parameters { get; set; } = "{}";

    /// <summary>Tells whether the input is still what it was; empty where that is not asked.</summary>
    public string InputFingerprint { get; set; } = "";

    /// <summary>Rows, of the newest day where it has days.</summary>
    public long RowCount { get; set; }

    /// <summary>The run that computed it.</summary>
    public Guid RunId { get; set; }

    /// <summary>When it did.</summary>
    public DateTimeOffset ComputedAt { get; set; }
}
