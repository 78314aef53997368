using MovieAspire.Contracts.Catalog.V1;

namespace MovieAspire.Catalog.Search;

/// <summary>Which movies a search may find: all conditions must hold, and null is no condition.</summary>
/// <param name="MinRating">Smallest TMDB vote average, 0 to 10.</param>
/// <param name="FirstYear">Released in this year or later.</param>
/// <param name="LastYear">Released in this year or earlier.</param>
/// <param name="Genres">Names, or TMDB ids in digits.</param>
/// <param name="Language">ISO 639-1, lower case; empty for any.</param>
/// <param name="Person">TMDB id of someone in the cast or crew.</param>
internal sealed record SearchFilter(
    double? MinRating = null, int? FirstYear = null, int? LastYear = null, IReadOnlyList<string>? Genres = null,
    string Language = "", int? Person = null)
{
    public IReadOnlyList<string> Genres { get; } = Genres ?? [];

    public static SearchFilter Of(SearchMoviesRequest request) => new(
        request.HasMinRating ? request.MinRating : null,
        Max(request.HasYear ? request.Year : null, request.HasYearFrom ? request.YearFrom : null),
        Min(request.HasYear ? request.Year : null, request.HasYearTo ? request.YearTo : null),
        [.. request.Genres], request.Language.ToLowerInvariant(), request.HasPerson ? request.Person : null);

    private static int? Max(int? a, int? b) => a is null || b > a ? b : a;

    private static int? Min(int? a, int? b) => a is null || b < a ? b : a;
}
