using System.Text.Json.Serialization;

namespace MovieAspire.Gateway.Errors;

/// <summary>An error, as RFC 9457 describes it (<c>application/problem+json</c>).</summary>
public sealed record Problem
{
    /// <summary>The media type of every error body.</summary>
    public const string ContentType = "application/problem+json";

    /// <summary>Always <c>about:blank</c>: the status code says what kind of problem it is.</summary>
    public string Type { get; init; } = "about:blank";

    /// <summary>The name of the status code.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status code.</summary>
    public required int Status { get; init; }

    /// <summary>What went wrong this time, for people.</summary>
    public required string Detail { get; init; }

    /// <summary>What went wrong, for programs: a constant such as <c>MOVIE_NOT_FOUND</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    /// <summary>What is wrong with each field of the request, by the field's name.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>Finds this request in the traces and logs.</summary>
    public required string TraceId { get; init; }
}
