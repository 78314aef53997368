using MovieAspire.Contracts.Catalog.V1;

namespace MovieAspire.Catalog.Movies.Lists;

/// <summary>
/// A sort of the list: by a key, then by id in the same direction, so that no two movies are equal and a
/// row comparison continues a page. Each has an index on exactly this expression and id; movies whose
/// key is unknown come last.
/// </summary>
/// <param name="Sort">The sort as the request names it.</param>
/// <param name="Key">SQL expression over <c>catalog.movies m</c> that is never NULL.</param>
/// <param name="Descending">Greatest first.</param>
/// <param name="KeyType">How the key travels in a cursor.</param>
internal sealed record MovieOrder(MovieSort Sort, string Key, bool Descending, SortKeyType KeyType)
{
    /// <summary>
    /// The release date in descending order; also what filters by year compare. The stand-in for no date is
    /// finite because the planner interpolates between the first and the last date.
    /// </summary>
    public const string ReleaseDate = "coalesce(m.release_date, '1000-01-01')";

    private static readonly Dictionary<MovieSort, MovieOrder> All = new MovieOrder[]
    {
        new(MovieSort.PopularityDesc, "m.popularity", true, SortKeyType.Number),
        new(MovieSort.ReleaseDateDesc, ReleaseDate, true, SortKeyType.Date),
        new(MovieSort.ReleaseDateAsc, "coalesce(m.release_date, '3000-01-01')", false, SortKeyType.Date),
        new(MovieSort.VoteAverageDesc, "m.vote_average", true, SortKeyType.Number),
        new(MovieSort.VoteCountDesc, "m.vote_count", true, SortKeyType.Integer),
        new(MovieSort.TitleAsc, "m.title COLLATE catalog.titles", false, SortKeyType.Text),
        new(MovieSort.RevenueDesc, "coalesce(m.revenue, 0)", true, SortKeyType.Integer),
    }.ToDictionary(order => order.Sort);

    /// <summary>Null for a sort that this version does not know.</summary>
    public static MovieOrder? Of(MovieSort sort) =>
        All.GetValueOrDefault(sort is MovieSort.Unspecified ? MovieSort.PopularityDesc : sort);
}
