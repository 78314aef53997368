using System.Globalization;
using MovieAspire.Contracts.Catalog.V1;
using MovieAspire.Text.Search;

namespace MovieAspire.Data.Search;

/// <summary>What search needs to know of a movie, out of its message.</summary>
public static class SearchSources
{
    /// <param name="movie">With its whole cast.</param>
    public static SearchSource Of(Movie movie) => new(
        movie.Summary.Id, movie.Summary.Title, movie.OriginalTitle, movie.AlternativeTitles,
        [
            .. movie.Cast.Where(member => SearchedPeople.IsCast(member.Order)).Select(member => member.Name),
            .. movie.Crew.Where(member => SearchedPeople.IsCrew(member.Job)).Select(member => member.Name),
        ],
        [.. movie.Keywords.Select(keyword => keyword.Name)], movie.Summary.Overview,
        movie.Summary.HasReleaseDate ? int.Parse(movie.Summary.ReleaseDate.AsSpan(0, 4), CultureInfo.InvariantCulture) : null);
}
