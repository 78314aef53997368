using System.Net;

namespace Meilisearch;

#pragma warning disable CA1032 // the constructors of the official package

/// <summary>The server refused.</summary>
public class MeilisearchApiError : Exception
{
    /// <summary>With the server's reason.</summary>
    public MeilisearchApiError(MeilisearchApiErrorContent apiError)
        : base($"MeilisearchApiError, Message: {apiError?.Message}, Code: {apiError?.Code}, "
            + $"Type: {apiError?.Type}, Link: {apiError?.Link}") =>
        Code = apiError?.Code;

    /// <summary>Without one.</summary>
    public MeilisearchApiError(HttpStatusCode statusCode, string reasonPhrase)
        : base($"MeilisearchApiError, Message: {reasonPhrase}, Code: {(int)statusCode}")
    {
    }

    /// <summary>E.g. "index_not_found".</summary>
    public string Code { get; set; }
}

/// <summary>The server was not reached.</summary>
public class MeilisearchCommunicationError(string message, Exception innerException)
    : Exception(message, innerException);

/// <summary>A task has not ended in time.</summary>
public class MeilisearchTimeoutError(string message) : Exception(message);

/// <summary>The body of an error response.</summary>
public class MeilisearchApiErrorContent(string message, string code, string type, string link)
{
    /// <summary>For people.</summary>
    public string Message { get; } = message;

    /// <summary>For programs, e.g. "invalid_search_filter".</summary>
    public string Code { get; } = code;

    /// <summary>"invalid_request", "auth", "internal" or "system".</summary>
    public string Type { get; } = type;

    /// <summary>The code's documentation.</summary>
    public string Link { get; } = link;
}
