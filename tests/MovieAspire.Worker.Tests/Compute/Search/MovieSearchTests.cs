using Npgsql;

namespace MovieAspire.Worker.Tests.Compute.Search;

/// <summary>The triggers that keep catalog.movie_search and catalog.movie_changes.</summary>
public class MovieSearchTests
{
    [Fact]
    public async Task The_words_are_those_of_the_movie_after_every_run()
    {
        await using var system = await JobSystem.StartAsync(movies: 120);
        await system.RunAsync("bootstrap");
        await AssertSameAsync(system.Data);
        await system.RunAsync("enrich");
        await AssertSameAsync(system.Data);
        await system.RunAsync("quick");
        await AssertSameAsync(system.Data);

        Assert.Equal(120, await system.CountAsync("SELECT count(*) FROM catalog.movie_search"));
        Assert.Equal(0, await system.CountAsync("SELECT count(*) FROM catalog.search_queue"));
    }

    [Fact]
    public async Task A_removed_movie_is_not_found_and_one_that_is_back_is()
    {
        await using var database = await SeedAsync();
        await database.ExecuteAsync("UPDATE catalog.movies SET removed_at = now() WHERE id = 1");
        Assert.Equal([2], await FindAsync(database, "shared"));
        await database.ExecuteAsync("UPDATE catalog.movies SET removed_at = NULL WHERE id = 1");
        Assert.Equal([1, 2], await FindAsync(database, "shared"));
        await database.ExecuteAsync("DELETE FROM catalog.movies WHERE id = 1");
        Assert.Equal([2], await FindAsync(database, "shared"));
    }

    [Fact]
    public async Task Whatever_is_written_around_a_movie_is_found_and_what_is_taken_away_is_not()
    {
        await using var database = await SeedAsync();
        await database.ExecuteAsync("""
            INSERT INTO catalog.people (id, name) VALUES (7, 'Béla Tarr');
            INSERT INTO catalog.movie_crew VALUES (1, 7, 'Director', 'Directing');
            INSERT INTO catalog.keywords VALUES (5, 'time loop');
            INSERT INTO catalog.movie_keywords VALUES (2, 5);
            INSERT INTO catalog.alternative_titles VALUES (2, 'FR', 'Autrement', '');
            """);
        Assert.Equal([1], await FindAsync(database, "bela"));
        Assert.Equal([2], await FindAsync(database, "loop"));
        Assert.Equal([2], await FindAsync(database, "autrement"));

        await database.ExecuteAsync("UPDATE catalog.people SET name = 'Agnès Varda'; UPDATE catalog.keywords SET name = 'duel'");
        await database.ExecuteAsync("DELETE FROM catalog.alternative_titles");
        Assert.Empty(await FindAsync(database, "bela"));
        Assert.Equal([1], await FindAsync(database, "agnes"));
        Assert.Equal([2], await FindAsync(database, "duel"));
        Assert.Empty(await FindAsync(database, "autrement"));
    }

    [Fact]
    public async Task A_transaction_that_is_rolled_back_leaves_nothing()
    {
        await using var database = await SeedAsync();
        await using (var connection = await database.OpenConnectionAsync())
        await using (await connection.BeginTransactionAsync())
        await using (var command = new NpgsqlCommand("UPDATE catalog.movies SET title = 'Never' WHERE id = 1", connection))
            await command.ExecuteNonQueryAsync();

        Assert.Empty(await FindAsync(database, "never"));
        Assert.Equal([1, 2], await FindAsync(database, "shared"));
    }

    [Fact]
    public async Task Writers_of_the_same_movie_do_not_lose_each_others_words()
    {
        await using var database = await SeedAsync();
        await database.ExecuteAsync("""
            INSERT INTO catalog.people (id, name) SELECT i, 'Person' || i FROM generate_series(1, 20) i;
            INSERT INTO catalog.keywords SELECT i, 'keyword' || i FROM generate_series(1, 20) i;
            """);

        await Task.WhenAll(Enumerable.Range(1, 20).SelectMany(i => (Task[])
        [
            database.ExecuteAsync("INSERT INTO catalog.movie_keywords VALUES (1, $1), (2, $1)", i),
            database.ExecuteAsync("INSERT INTO catalog.movie_cast (movie_id, person_id, billing_order) VALUES (2, $1, $1), (1, $1, $1)", i),
        ]));

        await AssertSameAsync(database);
        for (var i = 1; i <= 20; i++) Assert.Equal([1, 2], await FindAsync(database, $"keyword{i}"));
    }

    [Fact]
    public async Task A_change_of_numbers_is_noted_and_one_of_nothing_is_not()
    {
        await using var database = await SeedAsync();
        var before = await SnapshotAsync(database);
        await database.ExecuteAsync("UPDATE catalog.movies SET vote_count = 5 WHERE id = 2; UPDATE catalog.movies SET title = title, homepage = 'x'");
        Assert.Equal([2], await ChangedAsync(database, before));
        Assert.Empty(await ChangedAsync(database, await SnapshotAsync(database)));
    }

    private static async Task<NpgsqlDataSource> SeedAsync()
    {
        var database = await SchemaDatabase.CreateAsync();
        await database.ExecuteAsync("""
            INSERT INTO catalog.movies (id, title, original_title, overview) VALUES (1, 'One', 'Un', 'shared'), (2, 'Two', 'Deux', 'shared')
            """);
        return database;
    }

    // Writes every row again, and compares.
    private static async Task AssertSameAsync(NpgsqlDataSource database)
    {
        const string rows = "SELECT movie_id || ' ' || names::text || ' ' || titles || ' ' || words FROM catalog.movie_search ORDER BY movie_id";
        var kept = await TextsAsync(database, rows);
        await database.ExecuteAsync("DELETE FROM catalog.movie_search");
        await database.ExecuteAsync("INSERT INTO catalog.search_queue (movie_ids, has_text) SELECT array_agg(id), true FROM catalog.movies");
        Assert.Equal(await TextsAsync(database, rows), kept);
        Assert.NotEmpty(kept);
    }

    private static async Task<List<int>> FindAsync(NpgsqlDataSource database, string word) => (await TextsAsync(
        database, $"SELECT movie_id::text FROM catalog.movie_search WHERE words @@ '{word}'::tsquery ORDER BY movie_id")).ConvertAll(int.Parse);

    private static async Task<List<int>> ChangedAsync(NpgsqlDataSource database, string since) => (await TextsAsync(
        database, $"SELECT movie_id::text FROM catalog.movie_changes WHERE NOT pg_visible_in_snapshot(version, '{since}') ORDER BY 1")).ConvertAll(int.Parse);

    private static async Task<string> SnapshotAsync(NpgsqlDataSource database) =>
        (await TextsAsync(database, "SELECT pg_current_snapshot()::text"))[0];

    private static async Task<List<string>> TextsAsync(NpgsqlDataSource database, string sql)
    {
#pragma warning disable CA2100 // constants of this file
        await using var command = database.CreateCommand(sql);
#pragma warning restore CA2100
        var texts = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) texts.Add(reader.GetString(0));
        return texts;
    }
}
