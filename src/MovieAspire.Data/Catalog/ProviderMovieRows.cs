namespace MovieAspire.Data.Catalog;

/// <summary>What only TMDB has of a movie, and how its content changes.</summary>
public sealed class TmdbMovieRow
{
    /// <summary>The movie.</summary>
    public int MovieId { get; set; }

    /// <summary>SHA-256 of the details that matter.</summary>
    public byte[] ContentHash { get; set; } = [];

    /// <summary>Refreshes in a row that found the same content.</summary>
    public int UnchangedCycles { get; set; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string[] ProductionCountries { get; set; } = [];

    /// <summary>ISO 639-1.</summary>
    public string[] SpokenLanguages { get; set; } = [];

    /// <summary>US certification, for example PG-13.</summary>
    public string? Certification { get; set; }

    /// <summary>When the details were fetched last.</summary>
    public DateTimeOffset CheckedAt { get; set; }

    /// <summary>When they differed last.</summary>
    public DateTimeOffset ChangedAt { get; set; }
}

/// <summary>What OMDb has of a movie.</summary>
public sealed class OmdbMovieRow
{
    /// <summary>The movie.</summary>
    public int MovieId { get; set; }

    /// <summary>0 to 10.</summary>
    public double? ImdbRating { get; set; }

    /// <summary>Votes behind <see cref="ImdbRating"/>.</summary>
    public int? ImdbVotes { get; set; }

    /// <summary>Per cent.</summary>
    public short? RottenTomatoes { get; set; }

    /// <summary>0 to 100.</summary>
    public short? Metacritic { get; set; }

    /// <summary>Free text.</summary>
    public string? Awards { get; set; }

    /// <summary>US dollars.</summary>
    public long? BoxOffice { get; set; }

    /// <summary>US certification as OMDb has it.</summary>
    public string? Rated { get; set; }

    /// <summary>Names, comma separated.</summary>
    public string? Director { get; set; }

    /// <summary>Names, comma separated.</summary>
    public string? Actors { get; set; }

    /// <summary>SHA-256 of the answer's content.</summary>
    public byte[] ContentHash { get; set; } = [];

    /// <summary>Refreshes in a row that found the same content.</summary>
    public int UnchangedCycles { get; set; }

    /// <summary>When OMDb was asked last.</summary>
    public DateTimeOffset CheckedAt { get; set; }

    /// <summary>When the answer differed last.</summary>
    public DateTimeOffset ChangedAt { get; set; }
}
