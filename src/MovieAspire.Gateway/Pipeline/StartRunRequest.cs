using System.Text.Json;
using System.Text.Json.Serialization;
using MovieAspire.ServiceDefaults.Errors;

namespace MovieAspire.Gateway.Pipeline;

/// <summary>Which job to run, with the job's options beside it.</summary>
public sealed record StartRunRequest
{
    /// <summary>quick, daily, full, discover, refresh and others; an unknown one is refused with the list of the known.</summary>
    /// <example>quick</example>
    public string? UpdateType { get; init; }

    /// <summary>The job's own options: texts, numbers or booleans.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement> Options { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>The options as the worker takes them.</summary>
    internal IEnumerable<KeyValuePair<string, string>> OptionTexts() =>
        Options.Select(option => KeyValuePair.Create(option.Key, TextOf(option.Key, option.Value)));

    private static string TextOf(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => throw ServiceError.InvalidField(name, "must be a text, a number or a boolean"),
    };
}

/// <summary>A run that waits for a worker.</summary>
/// <param name="Message">For people.</param>
/// <param name="RunId">The run's address is in the Location header, too.</param>
/// <param name="Status">queued, or running when a worker was quick.</param>
/// <param name="TriggeredBy">The user of the access token.</param>
public sealed record StartRunResponse(string Message, Guid RunId, string Status, string TriggeredBy);
