using System.Text.Json.Serialization;

namespace MovieAspire.Providers.Tmdb;

/// <summary>TMDB's kinds of release.</summary>
public enum TmdbReleaseType
{
    /// <summary>Not said.</summary>
    Unknown = 0,

    /// <summary>Festival or gala.</summary>
    Premiere = 1,

    /// <summary>Few cinemas.</summary>
    TheatricalLimited = 2,

    /// <summary>Cinemas.</summary>
    Theatrical = 3,

    /// <summary>Streaming or download.</summary>
    Digital = 4,

    /// <summary>Disc.</summary>
    Physical = 5,

    /// <summary>Television.</summary>
    Tv = 6,
}

/// <summary>Releases by country.</summary>
public sealed record TmdbReleaseDates
{
    /// <summary>The countries.</summary>
    public IReadOnlyList<TmdbCountryReleases> Results { get; init => field = value ?? []; } = [];
}

/// <summary>Releases in one country.</summary>
public sealed record TmdbCountryReleases
{
    /// <summary>ISO 3166-1.</summary>
    [JsonPropertyName("iso_3166_1")]
    public string Country { get; init => field = value ?? ""; } = "";

    /// <summary>The releases.</summary>
    public IReadOnlyList<TmdbRelease> ReleaseDates { get; init => field = value ?? []; } = [];
}

/// <summary>One release.</summary>
public sealed record TmdbRelease
{
    /// <summary>For example PG-13; empty when unknown.</summary>
    public string Certification { get; init => field = value ?? ""; } = "";

    /// <summary>The day, or null.</summary>
    [JsonConverter(typeof(TmdbDateConverter))]
    public DateOnly? ReleaseDate { get; init; }

    /// <summary>The kind.</summary>
    public TmdbReleaseType Type { get; init; }

    /// <summary>For example the name of the festival.</summary>
    public string Note { get; init => field = value ?? ""; } = "";
}
