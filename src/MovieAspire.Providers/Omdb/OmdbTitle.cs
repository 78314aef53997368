using System.Text.Json;
using System.Text.Json.Serialization;

namespace MovieAspire.Providers.Omdb;

/// <summary>What is read of a title as OMDb knows it. "N/A" is null.</summary>
public sealed record OmdbTitle
{
    /// <summary>An answer that was kept.</summary>
    /// <param name="body">Its bytes.</param>
    /// <param name="title">Null where OMDb does not know the movie.</param>
    /// <returns>Whether it is an answer: errors such as a spent quota are not.</returns>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static bool TryParse(ReadOnlySpan<byte> body, out OmdbTitle? title)
    {
        var status = JsonSerializer.Deserialize(body, OmdbJson.Default.OmdbStatus);
        title = status is { IsError: false } ? JsonSerializer.Deserialize(body, OmdbJson.Default.OmdbTitle) : null;
        return title?.Title is not null || status is { IsNotFound: true };
    }

    [JsonConverter(typeof(NotAvailableConverter))]
    public string? Title { get; init; }

    /// <summary>US rating such as PG-13.</summary>
    [JsonConverter(typeof(NotAvailableConverter))]
    public string? Rated { get; init; }

    /// <summary>Names, separated by ", ".</summary>
    [JsonConverter(typeof(NotAvailableConverter))]
    public string? Director { get; init; }

    /// <summary>Names, separated by ", ".</summary>
    [JsonConverter(typeof(NotAvailableConverter))]
    public string? Actors { get; init; }

    /// <summary>Free text as it came.</summary>
    [JsonConverter(typeof(NotAvailableConverter))]
    public string? Awards { get; init; }

    /// <summary>0 to 10.</summary>
    [JsonPropertyName("imdbRating"), JsonConverter(typeof(OmdbDecimalConverter))]
    public double? ImdbRating { get; init; }

    /// <summary>Number of votes at IMDb.</summary>
    [JsonPropertyName("imdbVotes"), JsonConverter(typeof(OmdbCountConverter))]
    public long? ImdbVotes { get; init; }

    /// <summary>Metacritic's score, 0 to 100.</summary>
    [JsonConverter(typeof(OmdbCountConverter))]
    public long? Metascore { get; init; }

    /// <summary>US dollars.</summary>
    [JsonConverter(typeof(OmdbCountConverter))]
    public long? BoxOffice { get; init; }

    /// <summary>All ratings, on a scale of 0 to 100.</summary>
    public IReadOnlyList<OmdbRating> Ratings { get; init => field = value ?? []; } = [];

    /// <summary>Rotten Tomatoes' score in per cent.</summary>
    [JsonIgnore]
    public int? RottenTomatoes => Score("Rotten Tomatoes");

    /// <summary>Metacritic's score, 0 to 100.</summary>
    [JsonIgnore]
    public int? Metacritic => (int?)Metascore ?? Score("Metacritic");

    private int? Score(string source) =>
        Ratings.FirstOrDefault(rating => rating.Source == source)?.Value is { } value
            ? (int)Math.Round(value, MidpointRounding.AwayFromZero)
            : null;
}

/// <param name="Source">"Internet Movie Database", "Rotten Tomatoes", "Metacritic".</param>
/// <param name="Value">0 to 100, whatever the source's scale ("8.8/10" is 88); null when it cannot be read.</param>
public sealed record OmdbRating(
    string Source, [property: JsonConverter(typeof(OmdbScoreConverter))] double? Value);
