using System.Text.Json.Serialization;

namespace MovieAspire.Providers.Tmdb;

/// <summary>A collection with its movies.</summary>
public sealed record TmdbCollection
{
    /// <summary>TMDB id.</summary>
    public int Id { get; init; }

    /// <summary>Name.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>Description; empty when there is none.</summary>
    public string Overview { get; init => field = value ?? ""; } = "";

    /// <summary>Path under the image base, or null.</summary>
    public string? PosterPath { get; init; }

    /// <summary>Path under the image base, or null.</summary>
    public string? BackdropPath { get; init; }

    /// <summary>The movies.</summary>
    public IReadOnlyList<TmdbMovieSummary> Parts { get; init => field = value ?? []; } = [];
}

/// <summary>A person.</summary>
public sealed record TmdbPerson
{
    /// <summary>TMDB id.</summary>
    public int Id { get; init; }

    /// <summary>For example nm0000246, or null.</summary>
    [JsonConverter(typeof(EmptyIsNullConverter))]
    public string? ImdbId { get; init; }

    /// <summary>Name.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>Other names.</summary>
    public IReadOnlyList<string> AlsoKnownAs { get; init => field = value ?? []; } = [];

    /// <summary>Empty when there is none.</summary>
    public string Biography { get; init => field = value ?? ""; } = "";

    /// <summary>Day of birth, or null.</summary>
    [JsonConverter(typeof(TmdbDateConverter))]
    public DateOnly? Birthday { get; init; }

    /// <summary>Day of death, or null.</summary>
    [JsonConverter(typeof(TmdbDateConverter))]
    public DateOnly? Deathday { get; init; }

    /// <summary>Or null.</summary>
    [JsonConverter(typeof(EmptyIsNullConverter))]
    public string? PlaceOfBirth { get; init; }

    /// <summary>0 unknown, 1 female, 2 male, 3 non-binary.</summary>
    public int? Gender { get; init; }

    /// <summary>"Acting", "Directing" and others, or null.</summary>
    public string? KnownForDepartment { get; init; }

    /// <summary>Path under the image base, or null.</summary>
    public string? ProfilePath { get; init; }

    /// <summary>TMDB's popularity score, without unit.</summary>
    public double Popularity { get; init; }
}
