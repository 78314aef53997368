namespace Meilisearch;

/// <summary>Two indexes that change places.</summary>
public class IndexSwap(string indexA, string indexB, bool rename = false)
{
    /// <summary>Their two names.</summary>
    public List<string> Indexes { get; private set; } = [indexA, indexB];

    /// <summary>Whether the second does not exist yet and the first takes its name.</summary>
    public bool Rename { get; set; } = rename;
}
