using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace MovieAspire.Data.Tests;

public class BulkTableTests
{
    private static readonly MovieDbContext Context =
        new(new DbContextOptionsBuilder<MovieDbContext>().UseNpgsql("Host=unused").Options);

    [Fact]
    public async Task Rows_that_are_the_same_are_counted_and_not_touched()
    {
        await using var dataSource = await TestDatabase.CreateAsync();
        var people = new BulkTable<Person>(Context.Model);
        Person[] rows = [Person(2, "Two"), Person(1, "One"), Person(3, "Three")];

        Assert.Equal(new(3, 0, 0), await UpsertAsync(dataSource, people, rows));
        var before = await VersionsAsync(dataSource);
        rows[0].Name = "Deux";
        Assert.Equal(new(1, 1, 2), await UpsertAsync(dataSource, people, [.. rows, Person(4, "Four")]));

        var after = await VersionsAsync(dataSource);
        Assert.Equal(before[0], after[0]);
        Assert.NotEqual(before[1], after[1]);
        Assert.Equal(before[2], after[2]);
        Assert.Equal(new(0, 0, 4), await UpsertAsync(dataSource, people, [.. rows, Person(4, "Four")]));
    }

    [Fact]
    public async Task Stamps_are_written_only_with_a_change()
    {
        await using var dataSource = await TestDatabase.CreateAsync();
        var movies = new BulkTable<Movie>(
            Context.Model, only: ["id", "title", "original_title", "tagline", "updated_at"], stamps: ["updated_at"]);
        var first = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var movie = new Movie { Id = 1, Title = "One", OriginalTitle = "One", UpdatedAt = first };
        await UpsertAsync(dataSource, movies, [movie]);

        movie.UpdatedAt = first.AddDays(1);
        Assert.Equal(new(0, 0, 1), await UpsertAsync(dataSource, movies, [movie]));
        Assert.Equal(["2026-01-01"], await UpdatedAsync());
        movie.Tagline = "New";
        Assert.Equal(new(0, 1, 0), await UpsertAsync(dataSource, movies, [movie]));
        Assert.Equal(["2026-01-02"], await UpdatedAsync());

        Task<List<string>> UpdatedAsync() => TestDatabase.ReadColumnAsync(
            dataSource, "SELECT to_char(updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') FROM catalog.movies");
    }

    [Fact]
    public async Task Replaced_children_leave_other_parents_alone()
    {
        await using var dataSource = await TestDatabase.CreateAsync();
        await using (var insert = dataSource.CreateCommand("""
            INSERT INTO catalog.movies (id, title, original_title) VALUES (1, 'a', 'a'), (2, 'b', 'b');
            INSERT INTO catalog.genres VALUES (10, 'x'), (11, 'y'), (12, 'z');
            INSERT INTO catalog.movie_genres VALUES (1, 10), (1, 11), (2, 10);
            """))
            await insert.ExecuteNonQueryAsync();
        var genres = new BulkTable<MovieGenre>(Context.Model);

        await using var connection = await dataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        MovieGenre[] rows = [new() { MovieId = 1, GenreId = 11 }, new() { MovieId = 1, GenreId = 12 }];
        await genres.ReplaceAsync(connection, "movie_id", [1], rows, CancellationToken.None);
        await transaction.CommitAsync();

        Assert.Equal(["1-11", "1-12", "2-10"], await TestDatabase.ReadColumnAsync(
            dataSource, "SELECT movie_id || '-' || genre_id FROM catalog.movie_genres ORDER BY 1"));
    }

    [Fact]
    public async Task Writers_of_the_same_rows_in_other_orders_do_not_deadlock()
    {
        await using var dataSource = await TestDatabase.CreateAsync();
        var people = new BulkTable<Person>(Context.Model);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(async writer =>
        {
            for (var round = 0; round < 5; round++)
            {
                var rows = Enumerable.Range(1, 200).Select(id => Person(id, $"{writer}.{round}"));
                await UpsertAsync(dataSource, people, writer % 2 == 0 ? rows : rows.Reverse());
            }
        }));

        Assert.Equal(["200"], await TestDatabase.ReadColumnAsync(dataSource, "SELECT count(*) FROM catalog.people"));
    }

    private static Person Person(int id, string name) => new() { Id = id, Name = name };

    private static Task<List<string>> VersionsAsync(NpgsqlDataSource dataSource) =>
        TestDatabase.ReadColumnAsync(dataSource, "SELECT xmin::text || ctid::text FROM catalog.people ORDER BY id");

    private static async Task<BulkCounts> UpsertAsync<T>(
        NpgsqlDataSource dataSource, BulkTable<T> table, IEnumerable<T> rows) where T : class
    {
        await using var connection = await dataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var counts = await table.UpsertAsync(connection, rows, CancellationToken.None);
        await transaction.CommitAsync();
        return counts;
    }
}
