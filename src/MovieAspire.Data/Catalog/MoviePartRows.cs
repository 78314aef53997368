namespace MovieAspire.Data.Catalog;

/// <summary>An actor in a movie.</summary>
public sealed class CastRow
{
    /// <summary>The movie.</summary>
    public int MovieId { get; set; }

    /// <summary>Position in the billing, 0 first.</summary>
    public int BillingOrder { get; set; }

    /// <summary>The actor.</summary>
    public int PersonId { get; set; }

    /// <summary>The role; may be empty.</summary>
    public string Character { get; set; } = "";

    /// <summary>Among the first ten.</summary>
    public bool IsTop { get; set; }

    /// <summary>The actor.</summary>
    public PersonRow Person { get; set; } = null!;
}

/// <summary>A job that somebody did for a movie.</summary>
public sealed class CrewRow
{
    /// <summary>The movie.</summary>
    public int MovieId { get; set; }

    /// <summary>Who did it.</summary>
    public int PersonId { get; set; }

    /// <summary>For example <c>Director</c>.</summary>
    public required string Job { get; set; }

    /// <summary>For example <c>Directing</c>.</summary>
    public string Department { get; set; } = "";

    /// <summary>Who did it.</summary>
    public PersonRow Person { get; set; } = null!;
}

/// <summary>A genre of a movie.</summary>
public sealed class MovieGenreRow
{
    /// <summary>The movie.</summary>
    public int MovieId { get; set; }

    /// <summary>The genre.</summary>
    public int GenreId { get; set; }
}

/// <summary>A keyword of a movie.</summary>
public sealed class MovieKeywordRow
{
    /// <summary>The movie.</summary>
    public int MovieId { get; set; }

    /// <summary>The keyword.</summary>
    public int KeywordId { get; set; }
}

/// <summary>A production company of a movie.</summary>
public sealed class MovieCompanyRow
{
    /// <summary>The movie.</summary>
    public int MovieId { get; set; }

    /// <summary>The company.</summary>
    public int CompanyId { get; set; }
}

/// <summary>A similar movie as TMDB ranks it; it need not be in the catalog.</summary>
public sealed class SimilarMovieRow
{
    /// <summary>The movie.</summary>
    public int MovieId { get; set; }

    /// <summary>Position, 1 first.</summary>
    public short Rank { get; set; }

    /// <summary>The other movie's TMDB id.</summary>
    public int SimilarMovieId { get; set; }
}

/// <summary>A title that a movie has somewhere else.</summary>
public sealed class AlternativeTitleRow
{
    /// <summary>The movie.</summary>
    public int MovieId { get; set; }

    /// <summary>ISO 3166-1 alpha-2, or empty.</summary>
    public string Country { get; set; } = "";

    /// <summary>The title there.</summary>
    public required string Title { get; set; }

    /// <summary>TMDB's remark, for example <c>working title</c>; may be empty.</summary>
    public string Type { get; set; } = "";
}

/// <summary>A movie's place in one of TMDB's lists.</summary>
public sealed class MovieListRow
{
    /// <summary>popular, top-rated, upcoming, now-playing or trending-week.</summary>
    public required string List { get; set; }

    /// <summary>The movie.</summary>
    public int MovieId { get; set; }

    /// <summary>Position, 1 first.</summary>
    public int Rank { get; set; }

    /// <summary>The run that saw it last.</summary>
    public Guid RunId { get; set; }

    /// <summary>When that was.</summary>
    public DateTimeOffset SeenAt { get; set; }
}
