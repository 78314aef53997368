using MovieAspire.Contracts.Catalog.V1;

namespace MovieAspire.Catalog.Movies.Lists;

/// <summary>A filter as SQL over <c>catalog.movies m</c>; names were resolved to ids before.</summary>
internal static class FilterConditions
{
    public static void AddFilter(this SqlConditions where, MovieFilter filter, FilterNames names)
    {
        where.Add("m.removed_at IS NULL");
        where.AddYears(filter);

        if (filter.HasMinRating)
            where.Add($"m.vote_average >= {where.Value(filter.MinRating)}");
        if (filter.HasMinVotes)
            where.Add($"m.vote_count >= {where.Value(filter.MinVotes)}");
        if (filter.HasCollection)
            where.Add($"m.collection_id = {where.Value(filter.Collection)}");
        if (filter.Language.Length > 0)
            where.Add($"m.original_language = {where.Value(filter.Language.ToLowerInvariant())}");
        if (names.GenreIds is { } genres)
            where.Add($"m.id IN (SELECT movie_id FROM catalog.movie_genres WHERE genre_id = ANY({where.Value(genres)}))");
        if (names.KeywordIds is { } keywords)
            where.Add($"m.id IN (SELECT movie_id FROM catalog.movie_keywords WHERE keyword_id = ANY({where.Value(keywords)}))");

        if (filter.HasPerson)
        {
            var person = where.Value(filter.Person);
            where.Add($"""
                m.id IN (SELECT movie_id FROM catalog.movie_cast WHERE person_id = {person}
                         UNION SELECT movie_id FROM catalog.movie_crew WHERE person_id = {person})
                """);
        }
    }

    // Over the expression that is indexed; its stand-in for no date is before the first year.
    private static void AddYears(this SqlConditions where, MovieFilter filter)
    {
        var from = Larger(filter.HasYear ? filter.Year : null, filter.HasYearFrom ? filter.YearFrom : null);
        var to = Smaller(filter.HasYear ? filter.Year : null, filter.HasYearTo ? filter.YearTo : null);
        if (from is null && to is null)
            return;

        where.Add($"{MovieOrder.ReleaseDate} >= {where.Value(new DateOnly(from ?? MoviePage.FirstYear, 1, 1))}");
        if (to is { } last)
            where.Add($"{MovieOrder.ReleaseDate} <= {where.Value(new DateOnly(last, 12, 31))}");
    }

    private static int? Larger(int? a, int? b) => a is null || b > a ? b : a;

    private static int? Smaller(int? a, int? b) => a is null || b < a ? b : a;
}
