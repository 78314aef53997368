using MovieAspire.Data.Bulk;
using MovieAspire.Data.Catalog;
using Npgsql;

namespace MovieAspire.Data.Tests;

public class TableStatementsTests
{
    private static readonly TableStatements<PersonRow> People = new("catalog.people", ["id"]);

    [Fact]
    public async Task Rows_that_are_the_same_are_not_touched()
    {
        await using var dataSource = await TestDatabase.CreateAsync();
        PersonRow[] rows = [Person(2, "Two"), Person(1, "One"), Person(3, "Three")];

        Assert.Equal(["1 True", "2 True", "3 True"], await ExecuteAsync(dataSource, People.Upsert(rows)));
        var before = await VersionsAsync(dataSource);
        rows[0].Name = "Deux";
        Assert.Equal(["2 False", "4 True"], await ExecuteAsync(dataSource, People.Upsert([.. rows, Person(4, "Four")])));

        var after = await VersionsAsync(dataSource);
        Assert.Equal(before[0], after[0]);
        Assert.NotEqual(before[1], after[1]);
        Assert.Equal(before[2], after[2]);
        Assert.Empty(await ExecuteAsync(dataSource, People.Upsert([.. rows, Person(4, "Four")])));
    }

    [Fact]
    public async Task Stamps_are_written_only_with_a_change()
    {
        await using var dataSource = await TestDatabase.CreateAsync();
        var movies = new TableStatements<MovieRow>(
            "catalog.movies", ["id"], only: ["id", "title", "original_title", "tagline", "updated_at"], stamps: ["updated_at"]);
        var first = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var movie = new MovieRow { Id = 1, Title = "One", OriginalTitle = "One", UpdatedAt = first };
        await ExecuteAsync(dataSource, movies.Upsert([movie]));

        movie.UpdatedAt = first.AddDays(1);
        Assert.Empty(await ExecuteAsync(dataSource, movies.Upsert([movie])));
        Assert.Equal(["2026-01-01"], await UpdatedAsync());
        movie.Tagline = "New";
        Assert.Equal(["1 False"], await ExecuteAsync(dataSource, movies.Upsert([movie])));
        Assert.Equal(["2026-01-02"], await UpdatedAsync());

        Task<List<string>> UpdatedAsync() => TestDatabase.ReadColumnAsync(
            dataSource, "SELECT to_char(updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') FROM catalog.movies");
    }

    [Fact]
    public async Task Replaced_children_leave_other_parents_alone()
    {
        await using var dataSource = await TestDatabase.CreateAsync();
        await ExecuteAsync(dataSource, new NpgsqlBatchCommand("INSERT INTO catalog.movies (id, title, original_title) VALUES (1, 'a', 'a'), (2, 'b', 'b')"));
        await ExecuteAsync(dataSource, new NpgsqlBatchCommand("INSERT INTO catalog.genres VALUES (10, 'x'), (11, 'y'), (12, 'z')"));
        await ExecuteAsync(dataSource, new NpgsqlBatchCommand("INSERT INTO catalog.movie_genres VALUES (1, 10), (1, 11), (2, 10)"));
        var genres = new TableStatements<MovieGenreRow>("catalog.movie_genres", ["movie_id", "genre_id"]);

        MovieGenreRow[] rows = [new() { MovieId = 1, GenreId = 11 }, new() { MovieId = 1, GenreId = 12 }];
        await ExecuteAsync(dataSource, genres.DeleteOthers("movie_id", [1], rows));
        await ExecuteAsync(dataSource, genres.Upsert(rows));

        Assert.Equal(["1-11", "1-12", "2-10"], await TestDatabase.ReadColumnAsync(
            dataSource, "SELECT movie_id || '-' || genre_id FROM catalog.movie_genres ORDER BY 1"));
    }

    [Fact]
    public async Task Arrays_nulls_and_bytes_come_as_they_are()
    {
        await using var dataSource = await TestDatabase.CreateAsync();
        await ExecuteAsync(dataSource, new NpgsqlBatchCommand("INSERT INTO catalog.movies (id, title, original_title) VALUES (1, 'a', 'a'), (2, 'b', 'b')"));
        var movies = new TableStatements<TmdbMovieRow>("catalog.tmdb_movies", ["movie_id"]);

        await ExecuteAsync(dataSource, movies.Upsert(
        [
            new() { MovieId = 1, ContentHash = [0, 255], ProductionCountries = ["a\"b\\c", "d,e{}", "NULL", ""] },
            new() { MovieId = 2, Certification = "R" },
        ]));

        Assert.Equal(["1 00ff 4 a\"b\\c|d,e{}|NULL| none", "2  0  R"], await TestDatabase.ReadColumnAsync(dataSource, """
            SELECT movie_id || ' ' || encode(content_hash, 'hex') || ' ' || cardinality(production_countries) || ' '
                   || array_to_string(production_countries, '|') || ' ' || coalesce(certification, 'none')
            FROM catalog.tmdb_movies ORDER BY 1
            """));
    }

    [Fact]
    public async Task Writers_of_the_same_rows_in_other_orders_do_not_deadlock()
    {
        await using var dataSource = await TestDatabase.CreateAsync();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(async writer =>
        {
            for (var round = 0; round < 5; round++)
            {
                var rows = Enumerable.Range(1, 200).Select(id => Person(id, $"{writer}.{round}"));
                await ExecuteAsync(dataSource, People.Upsert([.. writer % 2 == 0 ? rows : rows.Reverse()]));
            }
        }));

        Assert.Equal(["200"], await TestDatabase.ReadColumnAsync(dataSource, "SELECT count(*) FROM catalog.people"));
    }

    private static PersonRow Person(int id, string name) => new() { Id = id, Name = name };

    private static Task<List<string>> VersionsAsync(NpgsqlDataSource dataSource) =>
        TestDatabase.ReadColumnAsync(dataSource, "SELECT xmin::text || ctid::text FROM catalog.people ORDER BY id");

    private static async Task<List<string>> ExecuteAsync(NpgsqlDataSource dataSource, NpgsqlBatchCommand command)
    {
        await using var connection = await dataSource.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { command } };
        await using var reader = await batch.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add($"{reader.GetInt32(0)} {reader.GetBoolean(1)}");
        return rows;
    }
}
