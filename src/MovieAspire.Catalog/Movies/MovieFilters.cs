using System.Globalization;
using MovieAspire.Contracts.Catalog.V1;
using MovieAspire.ServiceDefaults.Errors;

namespace MovieAspire.Catalog.Movies;

/// <summary>Which movies a list or a search may have: all conditions must hold, and null is no condition.</summary>
internal sealed record MovieFilters
{
    private const int MaxGenres = 10;
    private const int MaxNameLength = 200;

    private static readonly MovieFilters None = new();

    /// <summary>Whether there is no condition but, perhaps, one genre.</summary>
    public bool IsGenreAtMost => Genres.Count <= 1 && this with { Genres = None.Genres } == None;

    /// <summary>Whether there is no condition.</summary>
    public bool IsNone => Genres.Count == 0 && IsGenreAtMost;

    /// <summary>These without the conditions that <see cref="Admits"/> tells.</summary>
    public MovieFilters WithoutNumbers => this with { MinRating = null, MinVotes = null, FirstYear = null, LastYear = null };

    /// <summary>Smallest TMDB vote average, 0 to 10.</summary>
    public double? MinRating { get; init; }

    public int? MinVotes { get; init; }

    /// <summary>Released in this year or later.</summary>
    public int? FirstYear { get; init; }

    /// <summary>Released in this year or earlier.</summary>
    public int? LastYear { get; init; }

    /// <summary>Names, or TMDB ids in digits; a movie must have all.</summary>
    public IReadOnlyList<string> Genres { get; init; } = [];

    /// <summary>Name, or TMDB id in digits; empty for any.</summary>
    public string Keyword { get; init; } = "";

    /// <summary>ISO 639-1, lower case; empty for any.</summary>
    public string Language { get; init; } = "";

    /// <summary>TMDB id of someone in the cast or crew.</summary>
    public int? Person { get; init; }

    /// <summary>TMDB id.</summary>
    public int? Collection { get; init; }

    /// <summary>Movies too whose details are still to come.</summary>
    public bool IncludeBare { get; init; }

    /// <summary>Whether a movie meets the conditions on rating, votes and year.</summary>
    public bool Admits(MovieSummary movie)
    {
        if (movie.VoteAverage < MinRating || movie.VoteCount < MinVotes)
            return false;
        if (FirstYear is null && LastYear is null)
            return true;
        return movie.HasReleaseDate && int.Parse(movie.ReleaseDate.AsSpan(0, 4), CultureInfo.InvariantCulture) is var year
            && year >= (FirstYear ?? RequestCheck.FirstYear) && year <= (LastYear ?? RequestCheck.LastYear);
    }

    /// <summary>The filters of a list; bad fields are noted.</summary>
    public static MovieFilters Of(MovieFilter filter, RequestCheck check)
    {
        var genres = (IReadOnlyList<string>)(filter.Genre.Length > 0 ? [filter.Genre, .. filter.Genres] : filter.Genres);
        CheckGenres(check, "genre", genres);
        check.Name("keyword", filter.Keyword, MaxNameLength);
        check.Require(!filter.HasMinVotes || filter.MinVotes >= 0, "min_votes", "must not be negative");
        check.Require(!filter.HasCollection || filter.Collection > 0, "collection", "must be positive");
        return Of(
            check, filter.HasMinRating ? filter.MinRating : null, filter.HasYear ? filter.Year : null,
            filter.HasYearFrom ? filter.YearFrom : null, filter.HasYearTo ? filter.YearTo : null, filter.Language,
            filter.HasPerson ? filter.Person : null) with
        {
            MinVotes = filter.HasMinVotes ? filter.MinVotes : null,
            Genres = [.. genres.Distinct(StringComparer.OrdinalIgnoreCase)],
            Keyword = filter.Keyword,
            Collection = filter.HasCollection ? filter.Collection : null,
            IncludeBare = filter.IncludeBare,
        };
    }

    /// <summary>The filters of a search; bad fields are noted.</summary>
    public static MovieFilters Of(SearchMoviesRequest request, RequestCheck check)
    {
        CheckGenres(check, "genres", request.Genres);
        return Of(
            check, request.HasMinRating ? request.MinRating : null, request.HasYear ? request.Year : null,
            request.HasYearFrom ? request.YearFrom : null, request.HasYearTo ? request.YearTo : null, request.Language,
            request.HasPerson ? request.Person : null) with
        {
            Genres = [.. request.Genres],
        };
    }

    private static MovieFilters Of(
        RequestCheck check, double? minRating, int? year, int? yearFrom, int? yearTo, string language, int? person)
    {
        check.Require(minRating is null or (>= 0 and <= 10), "min_rating", "must be between 0 and 10");
        CheckYear("year", year);
        CheckYear("year_from", yearFrom);
        CheckYear("year_to", yearTo);
        check.Require(yearFrom is null || yearTo is null || yearFrom <= yearTo, "year_from", "must not be after year_to");
        check.Require(
            language.Length == 0 || (language.Length == 2 && language.All(char.IsAsciiLetter)),
            "language", "must be two letters (ISO 639-1)");
        check.Require(person is null or > 0, "person", "must be positive");
        return new()
        {
            MinRating = minRating,
            FirstYear = year is null || yearFrom > year ? yearFrom : year,
            LastYear = year is null || yearTo < year ? yearTo : year,
            Language = language.ToLowerInvariant(),
            Person = person,
        };

        void CheckYear(string field, int? given) => check.Require(
            given is null or (>= RequestCheck.FirstYear and <= RequestCheck.LastYear),
            field, $"must be between {RequestCheck.FirstYear} and {RequestCheck.LastYear}");
    }

    private static void CheckGenres(RequestCheck check, string field, IReadOnlyList<string> genres)
    {
        check.Require(genres.Count <= MaxGenres, field, $"must be at most {MaxGenres}");
        foreach (var genre in genres)
        {
            check.Require(genre.Length > 0, field, "must not be empty");
            check.Name(field, genre, MaxNameLength);
        }
    }
}
