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

/// <summary>One page of a list.</summary>
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
/// <param name="Id">TMDB id.</param>
/// <param name="Adult">Null now and then.</param>
public sealed record TmdbChange(int Id, bool? Adult);

/// <summary>A genre.</summary>
/// <param name="Id">TMDB id.</param>
/// <param name="Name">English name.</param>
public sealed record TmdbGenre(int Id, string Name);

internal sealed record TmdbGenreList(IReadOnlyList<TmdbGenre>? Genres);
