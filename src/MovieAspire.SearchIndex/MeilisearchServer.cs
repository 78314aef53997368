using System.Data.Common;
using System.Text.Json;
using Meilisearch;

namespace MovieAspire.SearchIndex;

/// <summary>The Meilisearch server of <c>ConnectionStrings:meilisearch</c>, if there is one.</summary>
public sealed class MeilisearchServer : IDisposable
{
    /// <summary>Why there is no client.</summary>
    public const string NotConfigured = "Meilisearch is not configured (ConnectionStrings:meilisearch).";

    private readonly HttpClient? _http;

    /// <param name="connectionString"><c>Endpoint=http://host:port;MasterKey=key</c>, or the bare address.</param>
    public MeilisearchServer(string? connectionString)
    {
        if (string.IsNullOrWhiteSpace(connectionString))
            return;

        var (endpoint, key) = Parse(connectionString);
        // Callers have deadlines of their own; the longest is that of a body of documents.
        _http = new HttpClient(new MeilisearchMessageHandler(new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromSeconds(2), PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        }))
        {
            BaseAddress = endpoint, Timeout = TimeSpan.FromMinutes(5),
        };
        Client = new MeilisearchClient(_http, key);
    }

    /// <summary>Null when Meilisearch is not configured.</summary>
    public MeilisearchClient? Client { get; }

    /// <summary>Why a call of Meilisearch failed, for people and without secrets; null for another exception.</summary>
    public static string? ReasonOf(Exception exception) => exception switch
    {
        MeilisearchApiError { Code: "invalid_api_key" or "missing_authorization_header" } => "Meilisearch refuses our key.",
        MeilisearchApiError { Code: "index_not_found" } => "Meilisearch has no index of movies.",
        MeilisearchApiError { Code: "too_many_search_requests" } => "Meilisearch is overloaded.",
        MeilisearchApiError { Code: { } code } => $"Meilisearch answered {code}.",
        MeilisearchCommunicationError or HttpRequestException or IOException => "Meilisearch cannot be reached.",
        OperationCanceledException or MeilisearchTimeoutError => "Meilisearch did not answer in time.",
        MeilisearchApiError or JsonException or NotSupportedException => "Meilisearch does not answer as expected.",
        _ => null,
    };

    /// <inheritdoc/>
    public void Dispose() => _http?.Dispose();

    private static (Uri Endpoint, string? Key) Parse(string connectionString)
    {
        if (Uri.TryCreate(connectionString, UriKind.Absolute, out var bare))
            return (bare, null);

        var parts = new DbConnectionStringBuilder { ConnectionString = connectionString };
        return parts.TryGetValue("Endpoint", out var endpoint) && Uri.TryCreate(endpoint.ToString(), UriKind.Absolute, out var uri)
            ? (uri, parts.TryGetValue("MasterKey", out var key) ? key.ToString() : null)
            : throw new InvalidOperationException("ConnectionStrings:meilisearch has no Endpoint that is an address.");
    }
}
