using Grpc.Core;
using MovieAspire.Contracts.Catalog.V1;
using MovieAspire.Redis.Caching;
using MovieAspire.Redis.Generations;

namespace MovieAspire.Catalog.Movies.Lists;

/// <summary>
/// The beginnings of the lists that everybody asks for: of all movies and of each genre, in each order. A process reads a
/// beginning once for each state of the data and cuts pages of any size out of it, also of those movies in it that have enough
/// votes, a good rating or the right year: the first of them are the first of all.
/// </summary>
internal sealed class FirstPages(ListMoviesQuery lists, MessageCache cache)
{
    // About what an endless list shows before somebody filters: ten pages of the usual size.
    private const int Length = 200;

    // Every order of every genre; at most 0.1 MB each.
    private const int MaxBeginnings = 300;

    private readonly LocalReads<Beginning, IReadOnlyList<ListedMovie>> _beginnings =
        cache.Local<Beginning, IReadOnlyList<ListedMovie>>("movies", DataArea.Catalog, MaxBeginnings, async (beginning, token) =>
            (await lists.ReadAsync(beginning.AsPage(), token)).Movies);

    /// <summary>The page, or null where it is none of these or reaches further.</summary>
    public async Task<ListMoviesResponse?> FindAsync(MoviePage page, ServerCallContext call)
    {
        var kept = page.Filters.WithoutNumbers;
        if (page.IsCounted || page.Offset + page.Limit > Length || !kept.IsGenreAtMost)
            return null;

        var genre = page.Filters.Genres.Count > 0 ? page.Filters.Genres[0].ToLowerInvariant() : "";
        if (await _beginnings.FindAsync(new(page.Order, genre), call) is not { } beginning)
            return null;

        var movies = kept == page.Filters ? beginning : [.. beginning.Where(movie => page.Filters.Admits(movie.Summary))];
        var first = page.After is { } after ? IndexAfter(movies, after, page.Order) : page.Offset;
        // One movie more says that there is a next page; where the list itself ends, there is none.
        return first is null || (first + page.Limit >= movies.Count && beginning.Count > Length)
            ? null
            : ListMoviesQuery.ToResponse([.. movies.Skip(first.Value).Take(page.Limit + 1)], page);
    }

    // Null where that movie is not among them: it has changed its place since, or is further down.
    private static int? IndexAfter(IReadOnlyList<ListedMovie> movies, MovieCursor after, MovieOrder order)
    {
        for (var i = 0; i < movies.Count; i++)
        {
            if (movies[i].Summary.Id == after.Id)
                return Equals(order.KeyType.Parse(movies[i].Key), after.Key) ? i + 1 : null;
        }

        return null;
    }

    private sealed record Beginning(MovieOrder Order, string Genre)
    {
        public MoviePage AsPage() => new(
            Length, 0, Order, After: null, new() { Genres = Genre.Length > 0 ? [Genre] : [] }, IsCounted: false, CacheKey: "");
    }
}
