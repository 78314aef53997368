using MovieAspire.Contracts.Catalog.V1;

namespace MovieAspire.Catalog.Tests.Lists;

public class ListSortTests(ListSeed seed) : IClassFixture<ListSeed>
{
    private static readonly int[] Listed = [.. Enumerable.Range(1, 60)];

    public static TheoryData<MovieSort, int> SortsAndLimits
    {
        get
        {
            var data = new TheoryData<MovieSort, int>();
            foreach (var sort in Enum.GetValues<MovieSort>())
            {
                foreach (var limit in (int[])[1, 7, 61, 100])
                    data.Add(sort, limit);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(SortsAndLimits))]
    public async Task Paging_by_cursor_yields_each_movie_once_and_in_order(MovieSort sort, int limit)
    {
        var movies = await seed.ListAllAsync(new ListMoviesRequest { Limit = limit, Sort = sort });

        Assert.Equal(Expected(sort), movies.Select(movie => movie.Id));
    }

    [Theory]
    [InlineData(MovieSort.Unspecified)]
    [InlineData(MovieSort.ReleaseDateAsc)]
    public async Task An_offset_skips_as_many_movies(MovieSort sort)
    {
        var page = await seed.List(new ListMoviesRequest { Limit = 10, Offset = 15, Sort = sort });

        Assert.Equal(Expected(sort).Skip(15).Take(10), page.Movies.Select(movie => movie.Id));
    }

    [Fact]
    public async Task A_page_has_20_movies_by_default_and_none_past_the_end()
    {
        Assert.Equal(20, (await seed.List(new ListMoviesRequest())).Movies.Count);
        var past = await seed.List(new ListMoviesRequest { Offset = 10_000 });
        Assert.Empty(past.Movies);
        Assert.Empty(past.NextCursor);
    }

    [Fact]
    public async Task A_cursor_keeps_to_its_filter()
    {
        var movies = await seed.ListAllAsync(new ListMoviesRequest
        {
            Limit = 3, Sort = MovieSort.TitleAsc, Filter = new MovieFilter { Genre = "Drama", YearFrom = 1991 },
        });

        Assert.Equal(
            Expected(MovieSort.TitleAsc).Where(id => id % 2 == 0 && Date(id) >= new DateOnly(1991, 1, 1)),
            movies.Select(movie => movie.Id));
    }

    // The seed's columns, computed once more.
    private static IEnumerable<int> Expected(MovieSort sort) => sort switch
    {
        MovieSort.ReleaseDateDesc => Listed.OrderByDescending(id => Date(id) ?? DateOnly.MinValue).ThenByDescending(id => id),
        MovieSort.ReleaseDateAsc => Listed.OrderBy(id => Date(id) ?? DateOnly.MaxValue).ThenBy(id => id),
        MovieSort.VoteAverageDesc => Listed.OrderByDescending(id => id % 11).ThenByDescending(id => id),
        MovieSort.VoteCountDesc => Listed.OrderByDescending(id => id % 6).ThenByDescending(id => id),
        MovieSort.TitleAsc => Listed.OrderBy(id => $"Movie {id % 7}", StringComparer.Ordinal).ThenBy(id => id),
        MovieSort.WeightedRatingDesc => [4, 3],
        MovieSort.RevenueDesc => Listed.OrderByDescending(id => id % 3 > 0 ? id % 5 + 1 : 0).ThenByDescending(id => id),
        _ => Listed.OrderByDescending(id => id % 4).ThenByDescending(id => id),
    };

    private static DateOnly? Date(int id) =>
        id % 4 == 0 ? null : new DateOnly(1990 + id % 5, 1 + id % 2 * 11, 1 + id % 2 * 30);
}
