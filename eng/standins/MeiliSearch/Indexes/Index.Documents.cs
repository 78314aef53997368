using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using Meilisearch.QueryParameters;

namespace Meilisearch;

public partial class Index
{
    /// <summary>Enqueues documents; those of the same key are replaced.</summary>
    public Task<TaskInfo> AddDocumentsAsync<T>(
        IEnumerable<T> documents, string primaryKey = default, CancellationToken cancellationToken = default) =>
        Http.SendContentAsync(
            HttpMethod.Post,
            Documents(primaryKey),
            JsonContent.Create(documents, options: MeilisearchHttp.WithNulls),
            cancellationToken);

    /// <summary>Likewise, from a JSON array.</summary>
    public Task<TaskInfo> AddDocumentsJsonAsync(
        string documents, string primaryKey = default, CancellationToken cancellationToken = default) =>
        Http.SendContentAsync(
            HttpMethod.Post, Documents(primaryKey), Text(documents, "application/json"), cancellationToken);

    /// <summary>Likewise, from JSON lines.</summary>
    public Task<TaskInfo> AddDocumentsNdjsonAsync(
        string documents, string primaryKey = default, CancellationToken cancellationToken = default) =>
        Http.SendContentAsync(
            HttpMethod.Post, Documents(primaryKey), Text(documents, "application/x-ndjson"), cancellationToken);

    /// <summary>Enqueues documents in several tasks.</summary>
    public async Task<IEnumerable<TaskInfo>> AddDocumentsInBatchesAsync<T>(
        IEnumerable<T> documents, int batchSize = 1000, string primaryKey = default,
        CancellationToken cancellationToken = default)
    {
        var tasks = new List<TaskInfo>();
        foreach (T[] batch in documents.Chunk(batchSize))
            tasks.Add(await AddDocumentsAsync(batch, primaryKey, cancellationToken));
        return tasks;
    }

    /// <summary>Enqueues documents; in those of the same key only the given fields are replaced.</summary>
    public Task<TaskInfo> UpdateDocumentsAsync<T>(
        IEnumerable<T> documents, string primaryKey = default, CancellationToken cancellationToken = default) =>
        Http.SendTaskAsync(HttpMethod.Put, Documents(primaryKey), documents, cancellationToken);

    /// <summary>Likewise, from JSON lines.</summary>
    public Task<TaskInfo> UpdateDocumentsNdjsonAsync(
        string documents, string primaryKey = default, CancellationToken cancellationToken = default) =>
        Http.SendContentAsync(
            HttpMethod.Put, Documents(primaryKey), Text(documents, "application/x-ndjson"), cancellationToken);

    /// <summary>Enqueues a deletion by keys.</summary>
    public Task<TaskInfo> DeleteDocumentsAsync(
        IEnumerable<string> documentIds, CancellationToken cancellationToken = default) =>
        Http.SendTaskAsync(HttpMethod.Post, $"{Path}/documents/delete-batch", documentIds, cancellationToken);

    /// <summary>Enqueues a deletion by keys.</summary>
    public Task<TaskInfo> DeleteDocumentsAsync(
        IEnumerable<int> documentIds, CancellationToken cancellationToken = default) =>
        DeleteDocumentsAsync(
            documentIds.Select(id => id.ToString(CultureInfo.InvariantCulture)), cancellationToken);

    /// <summary>Enqueues a deletion by filter.</summary>
    public Task<TaskInfo> DeleteDocumentsAsync(
        DeleteDocumentsQuery query, CancellationToken cancellationToken = default) =>
        Http.SendTaskAsync(HttpMethod.Post, $"{Path}/documents/delete", query, cancellationToken);

    /// <summary>Enqueues the deletion of all documents.</summary>
    public Task<TaskInfo> DeleteAllDocumentsAsync(CancellationToken cancellationToken = default) =>
        Http.SendContentAsync(HttpMethod.Delete, $"{Path}/documents", content: null, cancellationToken);

    /// <summary>Searches.</summary>
    /// <param name="query">What somebody typed; replaces the attributes' own.</param>
    /// <param name="searchAttributes">Filters, facets, paging; its query and index are overwritten.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>
    /// A <see cref="PaginatedSearchResult{T}"/> when a page was asked for, otherwise a <see cref="SearchResult{T}"/>.
    /// </returns>
    public async Task<ISearchable<T>> SearchAsync<T>(
        string query, SearchQuery searchAttributes = default, CancellationToken cancellationToken = default)
    {
        SearchQuery body = searchAttributes ?? new SearchQuery();
        body.Q = query;
        body.IndexUid = null;
        using HttpResponseMessage response = await Http.PostAsJsonAsync(
            $"{Path}/search", body, MeilisearchHttp.WithoutNulls, cancellationToken);
        return await response.Content.ReadFromJsonAsync<ISearchable<T>>(cancellationToken);
    }

    private static StringContent Text(string documents, string type) => new(documents, Encoding.UTF8, type);

    private string Documents(string primaryKey) => primaryKey is null
        ? $"{Path}/documents"
        : $"{Path}/documents?primaryKey={Uri.EscapeDataString(primaryKey)}";
}
