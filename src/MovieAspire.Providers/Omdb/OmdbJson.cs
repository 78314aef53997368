using System.Text.Json.Serialization;

namespace MovieAspire.Providers.Omdb;

[JsonSerializable(typeof(OmdbMovie))]
[JsonSerializable(typeof(OmdbStatus))]
internal sealed partial class OmdbJson : JsonSerializerContext;

/// <summary>Whether a body is an answer or an error; the status is 200 or 401 for either.</summary>
internal sealed record OmdbStatus(string? Response, string? Error)
{
    [JsonIgnore]
    public bool IsError => Response != "True";

    [JsonIgnore]
    public bool IsNotFound => Says("not found") || Says("Incorrect IMDb ID") || Says("Error getting data");

    /// <summary>"Request limit reached!", with status 401 like a bad key.</summary>
    [JsonIgnore]
    public bool IsLimitReached => Says("limit reached");

    private bool Says(string words) => IsError && Error?.Contains(words, StringComparison.OrdinalIgnoreCase) == true;
}
