namespace Meilisearch.QueryParameters;

/// <summary>Which documents to delete.</summary>
public class DeleteDocumentsQuery
{
    /// <summary>A filter expression, or arrays of such.</summary>
    public object Filter { get; set; }
}
