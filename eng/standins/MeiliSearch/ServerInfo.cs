using System.Text.Json.Serialization;

namespace Meilisearch;

/// <summary>The answer of /health.</summary>
public class MeiliSearchHealth
{
    /// <summary>"available".</summary>
    public string Status { get; set; }
}

/// <summary>The answer of /version.</summary>
public class MeiliSearchVersion
{
    /// <summary>The commit it was built from.</summary>
    public string CommitSha { get; set; }

    /// <summary>When that was made.</summary>
    public string CommitDate { get; set; }

    /// <summary>E.g. "1.13.0".</summary>
    [JsonPropertyName("pkgVersion")]
    public string Version { get; set; }
}
