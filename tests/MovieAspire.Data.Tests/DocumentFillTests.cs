using MovieAspire.Data.Documents;
using MovieAspire.Data.Schema;
using Npgsql;

namespace MovieAspire.Data.Tests;

public class DocumentFillTests
{
    [Fact]
    public async Task An_upgrade_from_the_schema_with_triggers_gives_every_movie_its_documents()
    {
        await using var dataSource = await TestDatabase.CreateEmptyAsync();
        await TestDatabase.Migrator(dataSource, [.. Migration.All.Take(9)]).MigrateAsync(CancellationToken.None);
        await ExecuteAsync(dataSource, """
            INSERT INTO catalog.movies (id, title, original_title, removed_at)
            SELECT i, 'Movie ' || i, '', CASE WHEN i = 3 THEN now() END FROM generate_series(1, 1200) i;
            INSERT INTO catalog.people (id, name) VALUES (7, 'Agnès Varda');
            INSERT INTO catalog.movie_crew VALUES (1, 7, 'Director', 'Directing');
            """);

        await TestDatabase.Migrator(dataSource).MigrateAsync(CancellationToken.None);

        Assert.Equal(["1200 1199"], await TestDatabase.ReadColumnAsync(dataSource, """
            SELECT (SELECT count(*) FROM catalog.movie_documents) || ' ' || (SELECT count(*) FROM catalog.search_documents)
            """));
        Assert.Equal(["Agnès Varda"], await TestDatabase.ReadColumnAsync(dataSource, "SELECT people[1] FROM catalog.search_documents WHERE movie_id = 1"));
        Assert.Empty(await TestDatabase.ReadColumnAsync(dataSource, "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"));
        // Those that a process of the version before writes afterwards are found, too; nothing else is.
        await ExecuteAsync(dataSource, "UPDATE catalog.movies SET title = 'Changed', updated_at = clock_timestamp() WHERE id = 5");
        Assert.Equal(1, await DocumentFill.RunAsync(dataSource, TimeProvider.System, CancellationToken.None));
        Assert.Equal(0, await DocumentFill.RunAsync(dataSource, TimeProvider.System, CancellationToken.None));
    }

    [Fact]
    public async Task An_upgrade_gives_what_is_searched_the_numbers_of_every_movie()
    {
        await using var dataSource = await TestDatabase.CreateEmptyAsync();
        await TestDatabase.Migrator(dataSource, [.. Migration.All.Take(19)]).MigrateAsync(CancellationToken.None);
        await ExecuteAsync(dataSource, """
            INSERT INTO catalog.movies (id, title, original_title, vote_count, vote_average, popularity, release_date, original_language)
            SELECT i, 'Movie ' || i, '', i, 0.5, i / 2.0, DATE '1900-01-01' + i, 'fr' FROM generate_series(1, 1200) i;
            INSERT INTO catalog.search_documents (movie_id, names, keys, people, titles, credits, texts)
            SELECT id, '{a}', '{b}', '{c}', 'd', 'e', 'f' FROM catalog.movies WHERE id <> 3;
            """);

        await TestDatabase.Migrator(dataSource).MigrateAsync(CancellationToken.None);

        Assert.Equal(["1199 0"], await TestDatabase.ReadColumnAsync(dataSource, """
            SELECT count(*) || ' ' || count(*) FILTER (WHERE
                (s.vote_count, s.vote_average, s.popularity, s.release_date, s.original_language, names, keys, people, titles, credits, texts)
                IS DISTINCT FROM (m.vote_count, m.vote_average, m.popularity, m.release_date, m.original_language,
                    '{a}', '{b}', '{c}', 'd'::tsvector, 'e'::tsvector, 'f'::tsvector))
            FROM catalog.search_documents s JOIN catalog.movies m ON m.id = s.movie_id
            """));
    }

    private static async Task ExecuteAsync(NpgsqlDataSource dataSource, string sql)
    {
        await using var command = dataSource.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
