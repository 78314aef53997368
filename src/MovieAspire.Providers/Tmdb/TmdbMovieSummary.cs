using System.Text.Json.Serialization;

namespace MovieAspire.Providers.Tmdb;

/// <summary>A movie as the lists show it.</summary>
public sealed record TmdbMovieSummary
{
    /// <summary>TMDB id.</summary>
    public int Id { get; init; }

    /// <summary>Title in the language of the request.</summary>
    public string Title { get; init => field = value ?? ""; } = "";

    /// <summary>Title in the original language.</summary>
    public string OriginalTitle { get; init => field = value ?? ""; } = "";

    /// <summary>ISO 639-1.</summary>
    public string OriginalLanguage { get; init => field = value ?? ""; } = "";

    /// <summary>Synopsis; empty when there is none.</summary>
    public string Overview { get; init => field = value ?? ""; } = "";

    /// <summary>Primary release; null when unknown; January 1 where only the year is known.</summary>
    [JsonConverter(typeof(TmdbDateConverter))]
    public DateOnly? ReleaseDate { get; init; }

    /// <summary>TMDB's popularity score, without unit.</summary>
    public double Popularity { get; init; }

    /// <summary>0 to 10; 0 without votes.</summary>
    public double VoteAverage { get; init; }

    /// <summary>Number of votes.</summary>
    public int VoteCount { get; init; }

    /// <summary>Path under the image base, or null.</summary>
    public string? PosterPath { get; init; }

    /// <summary>Path under the image base, or null.</summary>
    public string? BackdropPath { get; init; }

    /// <summary>Adult content.</summary>
    public bool Adult { get; init; }

    /// <summary>Not a film but a video, for example of a concert.</summary>
    public bool Video { get; init; }

    /// <summary>TMDB genre ids.</summary>
    public IReadOnlyList<int> GenreIds { get; init => field = value ?? []; } = [];
}
