using MovieAspire.Catalog.Movies;
using System.Globalization;

namespace MovieAspire.Catalog.Search.Meilisearch;

/// <summary>A filter in Meilisearch's own language: expressions, all of which must hold.</summary>
internal static class IndexFilters
{
    public static IReadOnlyList<string> Of(MovieFilters filter)
    {
        var expressions = new List<string>();
        if (filter.MinRating is { } minRating)
            expressions.Add($"vote_average >= {Number(minRating)}");
        if (filter.FirstYear is { } first)
            expressions.Add($"release_year >= {Number(first)}");
        if (filter.LastYear is { } last)
            expressions.Add($"release_year <= {Number(last)}");
        if (filter.Language.Length > 0)
            expressions.Add($"original_language = {Quote(filter.Language)}");
        if (filter.Person is { } person)
            expressions.Add($"person_ids = {Number(person)}");
        foreach (var genre in filter.Genres)
        {
            var byName = $"genres = {Quote(genre)}";
            expressions.Add(genre.All(char.IsAsciiDigit) ? $"({byName} OR genre_ids = {Quote(genre)})" : byName);
        }

        return expressions;
    }

    /// <summary>
    /// A value that cannot end its quotes. The server first takes the escaped quote for a quote and then decodes all
    /// backslashes, so those are doubled first.
    /// </summary>
    public static string Quote(string value) => $"\"{value
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string Number(double value) => value.ToString("0.################", CultureInfo.InvariantCulture);
}
