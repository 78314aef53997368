namespace Meilisearch;

/// <summary>Counts of one index.</summary>
public class IndexStats(
    int numberOfDocuments, bool isIndexing, IReadOnlyDictionary<string, int> fieldDistribution,
    long rawDocumentDbSize, long avgDocumentSize, int numberOfEmbeddedDocuments, int numberOfEmbeddings)
{
    /// <summary>Documents that can be found.</summary>
    public int NumberOfDocuments { get; } = numberOfDocuments;

    /// <summary>Whether a task works on the index.</summary>
    public bool IsIndexing { get; } = isIndexing;

    /// <summary>Documents with each field.</summary>
    public IReadOnlyDictionary<string, int> FieldDistribution { get; } = fieldDistribution;

    /// <summary>In bytes.</summary>
    public long RawDocumentDbSize { get; } = rawDocumentDbSize;

    /// <summary>In bytes.</summary>
    public long AvgDocumentSize { get; } = avgDocumentSize;

    /// <summary>Documents with vectors.</summary>
    public int NumberOfEmbeddedDocuments { get; } = numberOfEmbeddedDocuments;

    /// <summary>Vectors.</summary>
    public int NumberOfEmbeddings { get; } = numberOfEmbeddings;
}
