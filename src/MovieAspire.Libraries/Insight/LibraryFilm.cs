using MovieAspire.Contracts.Libraries.V1;

namespace MovieAspire.Libraries.Insight;

/// <summary>Somebody of a movie's cast or crew.</summary>
public readonly record struct Contributor(int Id, string Name);

/// <summary>A viewing.</summary>
/// <param name="Day">Null where the person noted none.</param>
public readonly record struct FilmViewing(DateOnly? Day, double? Rating, bool IsRewatch);

/// <summary>A film of a library with the movie that it is.</summary>
public sealed record LibraryFilm
{
    public required long Id { get; init; }
    public required int MovieId { get; init; }
    public required string Title { get; init; }

    /// <summary>Of the movie's release, else as Letterboxd has it.</summary>
    public int? Year { get; init; }

    /// <summary>0.5 to 5.</summary>
    public double? Rating { get; init; }
    public bool IsWatched { get; init; }
    public bool IsWatchlisted { get; init; }
    public bool IsLiked { get; init; }
    public DateOnly? LoggedOn { get; init; }
    public int Reviews { get; init; }

    /// <summary>The oldest first; those without a day before.</summary>
    public IReadOnlyList<FilmViewing> Viewings { get; init; } = [];

    /// <summary>Minutes.</summary>
    public int? Runtime { get; init; }
    public IReadOnlyList<string> Genres { get; init; } = [];

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public IReadOnlyList<string> Countries { get; init; } = [];

    /// <summary>ISO 639-1.</summary>
    public string Language { get; init; } = "";
    public IReadOnlyList<Contributor> Directors { get; init; } = [];

    /// <summary>The first ten of the cast.</summary>
    public IReadOnlyList<Contributor> Actors { get; init; } = [];
    public IReadOnlyList<Contributor> Writers { get; init; } = [];
    public IReadOnlyList<Contributor> Composers { get; init; } = [];

    /// <summary>TMDB id; 0 without one.</summary>
    public int CollectionId { get; init; }
    public string CollectionName { get; init; } = "";

    /// <summary>0 to 10.</summary>
    public double VoteAverage { get; init; }
    public int VoteCount { get; init; }
    public string? PosterPath { get; init; }
    public DateOnly? ReleaseDate { get; init; }

    /// <summary>How often it was seen: a film without a diary entry once.</summary>
    public int TimesSeen => IsWatched ? Math.Max(1, Viewings.Count) : 0;

    /// <summary>Hours spent with it; 0 where the runtime is not known.</summary>
    public double Hours => TimesSeen * (Runtime ?? 0) / 60.0;

    /// <summary>Whether the crowd's mean says anything.</summary>
    public bool HasCrowd => VoteCount >= 10 && VoteAverage > 0;

    /// <summary>The person's rating, on the crowd's scale, less the crowd's mean; null without one of them.</summary>
    public double? AboveCrowd => Rating is { } rating && HasCrowd ? (rating * 2) - VoteAverage : null;

    /// <summary>The film with a number about it.</summary>
    public FilmFact ToFact(double value = 0, DateOnly? day = null)
    {
        var fact = new FilmFact { FilmId = Id, TmdbId = MovieId, Title = Title, Value = Math.Round(value, 3) };
        if (Year is { } year)
            fact.Year = year;
        if (Rating is { } rating)
            fact.Rating = rating;
        if (HasCrowd)
            fact.VoteAverage = VoteAverage;
        if (PosterPath is { } poster)
            fact.PosterPath = poster;
        if (day is { } date)
            fact.Date = Days.Text(date);
        return fact;
    }
}
