using MovieAspire.Catalog.Tests.Hosting;
using MovieAspire.Contracts.Catalog.V1;

namespace MovieAspire.Catalog.Tests.Lists;

/// <summary>So many movies that lists go on after what a process keeps of them.</summary>
public sealed class LongLists() : CatalogFixture("""
    INSERT INTO catalog.movies (id, title, original_title, release_date, popularity, vote_average, vote_count, last_tmdb_update)
    SELECT i, 'Movie ' || i, '', CASE WHEN i % 9 > 0 THEN date '1990-01-01' + i END, i % 40, i % 11, i % 70, now() FROM generate_series(1, 450) i;
    INSERT INTO catalog.genres VALUES (18, 'Drama'), (99, 'Documentary');
    INSERT INTO catalog.movie_genres SELECT i, 18 FROM generate_series(1, 450) i WHERE i % 2 = 0;
    INSERT INTO catalog.movie_genres SELECT i, 99 FROM generate_series(1, 450) i WHERE i % 10 = 0;
    """);

public class FirstPagesTests(LongLists lists) : IClassFixture<LongLists>
{
    [Theory]
    [InlineData("")]
    [InlineData("Drama")]
    [InlineData("documentary")]
    public async Task Pages_are_those_that_the_database_gives_whatever_their_size_and_beyond_what_is_kept(string genre)
    {
        foreach (var limit in (int[])[7, 20, 100])
        {
            foreach (var sort in (MovieSort[])[MovieSort.Unspecified, MovieSort.TitleAsc, MovieSort.ReleaseDateDesc])
                await AreThoseOfTheDatabaseAsync(new() { Limit = limit, Sort = sort, Filter = new() { Genre = genre } });
        }
    }

    public static TheoryData<MovieFilter> Numbers =>
    [
        new MovieFilter { MinVotes = 35 }, new MovieFilter { MinVotes = 1_000 }, new MovieFilter { MinRating = 8 }, new MovieFilter { Year = 1990 },
        new MovieFilter { YearFrom = 1991 }, new MovieFilter { YearTo = 1990 }, new MovieFilter { MinVotes = 10, MinRating = 5.5, YearFrom = 1990, YearTo = 1991, Genre = "drama" },
        new MovieFilter { MinVotes = 60, Genre = "Documentary" },
    ];

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task So_are_those_of_movies_with_enough_votes_a_good_rating_or_the_right_year(MovieFilter filter)
    {
        foreach (var limit in (int[])[7, 100])
            await AreThoseOfTheDatabaseAsync(new() { Limit = limit, Filter = filter });
    }

    [Theory]
    [InlineData(0, 20)]
    [InlineData(180, 20)]
    [InlineData(190, 20)]
    [InlineData(100, 100)]
    [InlineData(440, 20)]
    [InlineData(450, 20)]
    public async Task So_are_those_by_offset(int offset, int limit)
    {
        var request = new ListMoviesRequest { Offset = offset, Limit = limit };
        var page = await lists.Client.ListMoviesAsync(request, deadline: Expect.Deadline);
        var read = await lists.Client.ListMoviesAsync(new(request) { Filter = new() { IncludeBare = true } }, deadline: Expect.Deadline);
        Assert.Equal(read, page);
        Assert.Equal(Math.Clamp(450 - offset, 0, limit), page.Movies.Count);
    }

    // Nothing is kept of lists with bare movies, of which there are none here.
    private async Task AreThoseOfTheDatabaseAsync(ListMoviesRequest request)
    {
        var bare = new ListMoviesRequest(request);
        bare.Filter.IncludeBare = true;
        Assert.Equal(await ReadAllAsync(bare), await ReadAllAsync(request));
    }

    // The pages' ids and cursors.
    private async Task<List<string>> ReadAllAsync(ListMoviesRequest first)
    {
        var (pages, request) = (new List<string>(), new ListMoviesRequest(first));
        do
        {
            var page = await lists.Client.ListMoviesAsync(request, deadline: Expect.Deadline);
            pages.Add($"{string.Join(' ', page.Movies.Select(movie => movie.Id))} -> {page.NextCursor}");
            request.Cursor = page.NextCursor;
        }
        while (request.Cursor.Length > 0);
        return pages;
    }
}
