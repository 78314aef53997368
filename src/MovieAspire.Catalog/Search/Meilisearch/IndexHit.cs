using System.Text.Json.Serialization;

namespace MovieAspire.Catalog.Search.Meilisearch;

/// <summary>A document of the index as a search returns it.</summary>
internal sealed record IndexHit
{
    /// <summary>What of a document is asked for.</summary>
    public static readonly string[] Attributes =
        ["id", "title", "overview", "release_year", "genres", "vote_average", "vote_count", "popularity"];

    [JsonPropertyName("id")]
    public int Id { get; init; }

    [JsonPropertyName("title")]
    public string Title { get; init; } = "";

    [JsonPropertyName("overview")]
    public string? Overview { get; init; }

    [JsonPropertyName("release_year")]
    public int? ReleaseYear { get; init; }

    [JsonPropertyName("genres")]
    public IReadOnlyList<string>? Genres { get; init; }

    [JsonPropertyName("vote_average")]
    public double VoteAverage { get; init; }

    [JsonPropertyName("vote_count")]
    public int VoteCount { get; init; }

    [JsonPropertyName("popularity")]
    public double Popularity { get; init; }

    /// <summary>The texts with marks around the matches; the rest of it, with numbers as texts, is not read.</summary>
    [JsonPropertyName("_formatted")]
    public MarkedTexts? Marked { get; init; }

    /// <summary>Texts with marks.</summary>
    internal sealed record MarkedTexts
    {
        [JsonPropertyName("title")]
        public string? Title { get; init; }

        [JsonPropertyName("overview")]
        public string? Overview { get; init; }
    }
}
