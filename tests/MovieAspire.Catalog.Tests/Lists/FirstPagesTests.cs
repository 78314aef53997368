using MovieAspire.Catalog.Tests.Hosting;
using MovieAspire.Contracts.Catalog.V1;

namespace MovieAspire.Catalog.Tests.Lists;

/// <summary>So many movies that lists go on after what a process keeps of them.</summary>
public sealed class LongLists() : CatalogFixture("""
    INSERT INTO catalog.movies (id, title, original_title, release_date, popularity, vote_average, vote_count, last_tmdb_update)
    SELECT i, 'Movie ' || i, '', date '1990-01-01' + i, i % 40, i % 11, i % 70, now() FROM generate_series(1, 450) i;
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
            {
                // A condition that all movies meet, of which nothing is kept.
                Assert.Equal(await ReadAllAsync(genre, limit, sort, minVotes: 0), await ReadAllAsync(genre, limit, sort, minVotes: null));
            }
        }
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
        var read = await lists.Client.ListMoviesAsync(new(request) { Filter = new() { MinVotes = 0 } }, deadline: Expect.Deadline);
        Assert.Equal(read, page);
        Assert.Equal(Math.Clamp(450 - offset, 0, limit), page.Movies.Count);
    }

    // The pages' ids and cursors.
    private async Task<List<string>> ReadAllAsync(string genre, int limit, MovieSort sort, int? minVotes)
    {
        var (pages, request) = (new List<string>(), new ListMoviesRequest { Limit = limit, Sort = sort, Filter = new() { Genre = genre } });
        if (minVotes is not null)
            request.Filter.MinVotes = minVotes.Value;
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
