using System.Text.Json.Serialization;

namespace MovieAspire.Gateway.Errors;

/// <summary>An error, as RFC 9457 describes it (<c>application/problem+json</c>).</summary>
public sealed record Problem
{
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

    internal static Problem Example { get; } = new()
    {
        Title = "Bad Request", Status = 400, Detail = "limit must be between 1 and 100.", Reason = "INVALID_FIELDS",
        Errors = new Dictionary<string, string[]> { ["limit"] = ["must be between 1 and 100"] },
        TraceId = "4bf92f3577b34da6a3ce929d0e0e4736",
    };
}
