using System.Text.Json.Serialization;

namespace MovieAspire.Providers.Tmdb;

/// <summary>TMDB's lists of movies.</summary>
public enum TmdbList
{
    /// <summary>/movie/popular.</summary>
    Popular,

    /// <summary>/movie/top_rated.</summary>
    TopRated,

    /// <summary>/movie/upcoming.</summary>
    Upcoming,

    /// <summary>/movie/now_playing.</summary>
    NowPlaying,
}

public sealed record TmdbPage<T>
{
    /// <summary>1-based.</summary>
    public int Page { get; init; }

    /// <summary>20 a page; 100 in the change feed.</summary>
    public IReadOnlyList<T> Results { get; init => field = value ?? []; } = [];

    /// <summary>As TMDB counts; only the first 500 pages can be read.</summary>
    public int TotalPages { get; init; }

    /// <summary>Items on all pages.</summary>
    public int TotalResults { get; init; }
}

/// <summary>A movie whose details changed.</summary>
/// <param name="Adult">Null now and then.</param>
public sealed record TmdbChange(int Id, bool? Adult);

public sealed record TmdbGenre(int Id, string Name);

internal sealed record TmdbGenreList(IReadOnlyList<TmdbGenre>? Genres);

/// <summary>A movie as the lists show it.</summary>
public sealed record TmdbMovieSummary
{
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

    public int VoteCount { get; init; }

    /// <summary>Path under the image base, or null.</summary>
    public string? PosterPath { get; init; }

    /// <summary>Path under the image base, or null.</summary>
    public string? BackdropPath { get; init; }

    public bool Adult { get; init; }

    /// <summary>Not a film but a video, for example of a concert.</summary>
    public bool Video { get; init; }

    /// <summary>TMDB genre ids.</summary>
    public IReadOnlyList<int> GenreIds { get; init => field = value ?? []; } = [];
}

/// <summary>A series as the search shows it.</summary>
public sealed record TmdbSeriesSummary
{
    public int Id { get; init; }

    /// <summary>Name in the language of the request.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>Name in the original language.</summary>
    public string OriginalName { get; init => field = value ?? ""; } = "";

    /// <summary>Of the first episode; null when unknown.</summary>
    [JsonConverter(typeof(TmdbDateConverter))]
    public DateOnly? FirstAirDate { get; init; }

    /// <summary>TMDB's popularity score, without unit.</summary>
    public double Popularity { get; init; }

    public int VoteCount { get; init; }

    /// <summary>Path under the image base, or null.</summary>
    public string? PosterPath { get; init; }
}

/// <summary>What /discover/movie should find; null leaves a condition out.</summary>
public sealed record TmdbDiscoverQuery
{
    /// <summary>1 to 500. TMDB shows no more: slice by date to get past 10,000 movies.</summary>
    public int Page { get; init; } = 1;

    /// <summary>popularity, primary_release_date, vote_count, vote_average or revenue, with .asc or .desc.</summary>
    public string SortBy { get; init; } = "popularity.desc";

    /// <summary>First day of the primary release.</summary>
    public DateOnly? ReleasedFrom { get; init; }

    /// <summary>Last day of the primary release.</summary>
    public DateOnly? ReleasedTo { get; init; }

    /// <summary>Least number of votes.</summary>
    public int? MinVotes { get; init; }

    /// <summary>Least vote average, 0 to 10.</summary>
    public double? MinVoteAverage { get; init; }

    /// <summary>All of these genres (TMDB ids).</summary>
    public IReadOnlyList<int> Genres { get; init; } = [];

    /// <summary>ISO 639-1.</summary>
    public string? OriginalLanguage { get; init; }

    /// <summary>Adult content too.</summary>
    public bool IncludeAdult { get; init; }
}

/// <summary>What /search/movie should find.</summary>
/// <param name="Query">Part of a title, in any language.</param>
/// <param name="Year">Only nudges the order.</param>
/// <param name="PrimaryReleaseYear">Only movies of this year.</param>
/// <param name="Page">1 to 500.</param>
public sealed record TmdbSearchQuery(string Query, int? Year = null, int? PrimaryReleaseYear = null, int Page = 1);
