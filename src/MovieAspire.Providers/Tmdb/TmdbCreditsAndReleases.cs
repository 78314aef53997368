using System.Text.Json.Serialization;

namespace MovieAspire.Providers.Tmdb;

public sealed record TmdbCredits
{
    /// <summary>In billing order.</summary>
    public IReadOnlyList<TmdbCastMember> Cast { get; init => field = value ?? []; } = [];

    /// <summary>In no order that means anything.</summary>
    public IReadOnlyList<TmdbCrewMember> Crew { get; init => field = value ?? []; } = [];
}

/// <summary>A role.</summary>
public sealed record TmdbCastMember
{
    /// <summary>TMDB person id.</summary>
    public int Id { get; init; }

    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>Role; empty when unknown.</summary>
    public string Character { get; init => field = value ?? ""; } = "";

    /// <summary>Billing order, 0 first.</summary>
    public int Order { get; init; }

    /// <summary>0 unknown, 1 female, 2 male, 3 non-binary.</summary>
    public int? Gender { get; init; }

    /// <summary>"Acting", "Directing" and others, or null.</summary>
    public string? KnownForDepartment { get; init; }

    /// <summary>Path under the image base, or null.</summary>
    public string? ProfilePath { get; init; }

    /// <summary>TMDB's popularity score, without unit.</summary>
    public double? Popularity { get; init; }
}

/// <summary>A job behind the camera.</summary>
public sealed record TmdbCrewMember
{
    /// <summary>TMDB person id.</summary>
    public int Id { get; init; }

    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>"Director", "Screenplay" and others.</summary>
    public string Job { get; init => field = value ?? ""; } = "";

    /// <summary>"Directing", "Writing" and others.</summary>
    public string Department { get; init => field = value ?? ""; } = "";

    /// <summary>0 unknown, 1 female, 2 male, 3 non-binary.</summary>
    public int? Gender { get; init; }

    /// <summary>"Acting", "Directing" and others, or null.</summary>
    public string? KnownForDepartment { get; init; }

    /// <summary>Path under the image base, or null.</summary>
    public string? ProfilePath { get; init; }

    /// <summary>TMDB's popularity score, without unit.</summary>
    public double? Popularity { get; init; }
}

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

public sealed record TmdbReleaseDates
{
    public IReadOnlyList<TmdbCountryReleases> Results { get; init => field = value ?? []; } = [];
}

public sealed record TmdbCountryReleases
{
    /// <summary>ISO 3166-1.</summary>
    [JsonPropertyName("iso_3166_1")]
    public string Country { get; init => field = value ?? ""; } = "";

    public IReadOnlyList<TmdbRelease> ReleaseDates { get; init => field = value ?? []; } = [];
}

public sealed record TmdbRelease
{
    /// <summary>For example PG-13; empty when unknown.</summary>
    public string Certification { get; init => field = value ?? ""; } = "";

    [JsonConverter(typeof(TmdbDateConverter))]
    public DateOnly? ReleaseDate { get; init; }

    public TmdbReleaseType Type { get; init; }
}
