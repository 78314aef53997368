using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace MovieAspire.Data.Tests;

public class ModelTests
{
    /// <summary>Columns on both sides as <c>schema.table.column type [null]</c>.</summary>
    [Fact]
    public async Task The_model_and_the_schema_have_the_same_columns()
    {
        await using var dataSource = await TestDatabase.CreateAsync();
        await using var context = Context(dataSource);

        var mapped =
            from entity in context.Model.GetEntityTypes()
            from property in entity.GetProperties()
            let table = $"{entity.GetSchema()}.{entity.GetTableName()}.{property.GetColumnName()}"
            select $"{table} {property.GetColumnType()}{(property.IsNullable ? " null" : "")}";
        var existing = await TestDatabase.ReadColumnAsync(dataSource, """
            SELECT n.nspname || '.' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
                   || CASE WHEN a.attnotnull THEN '' ELSE ' null' END
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname IN ('catalog', 'pipeline', 'analytics') AND c.relkind = 'r'
              AND a.attnum > 0 AND NOT a.attisdropped
            """);

        Assert.Equal(existing.Order(StringComparer.Ordinal), mapped.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_movie_is_read_with_everything_around_it()
    {
        await using var dataSource = await TestDatabase.CreateAsync();
        await using (var insert = dataSource.CreateCommand("""
            INSERT INTO catalog.collections (id, name) VALUES (5, 'Series');
            INSERT INTO catalog.movies (id, title, original_title, collection_id, release_date)
            VALUES (1, 'One', 'Un', 5, '1999-12-31');
            INSERT INTO catalog.genres VALUES (18, 'Drama');
            INSERT INTO catalog.movie_genres VALUES (1, 18);
            INSERT INTO catalog.people (id, name) VALUES (7, 'Somebody');
            INSERT INTO catalog.movie_cast (movie_id, billing_order, person_id) VALUES (1, 0, 7);
            INSERT INTO catalog.movie_crew (movie_id, person_id, job) VALUES (1, 7, 'Director');
            INSERT INTO catalog.tmdb_movies (movie_id, content_hash, production_countries, checked_at, changed_at)
            VALUES (1, '\x00', '{FR,DE}', now(), now());
            """))
            await insert.ExecuteNonQueryAsync();

        await using var context = Context(dataSource);
        var movie = await context.Movies
            .Include(m => m.Genres).Include(m => m.Collection).Include(m => m.Tmdb).Include(m => m.Omdb)
            .Include(m => m.Cast).ThenInclude(credit => credit.Person)
            .Include(m => m.Crew).ThenInclude(credit => credit.Person)
            .AsSplitQuery().SingleAsync(m => m.Id == 1);

        Assert.Equal(new DateOnly(1999, 12, 31), movie.ReleaseDate);
        Assert.Equal("Drama", Assert.Single(movie.Genres).Name);
        Assert.Equal("Series", movie.Collection?.Name);
        Assert.Equal("Somebody", Assert.Single(movie.Cast).Person.Name);
        Assert.Equal("Director", Assert.Single(movie.Crew).Job);
        Assert.Equal(["FR", "DE"], movie.Tmdb!.ProductionCountries);
        Assert.Null(movie.Omdb);
    }

    private static MovieDbContext Context(NpgsqlDataSource dataSource) => new(
        new DbContextOptionsBuilder<MovieDbContext>().UseNpgsql(dataSource)
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking).Options);
}
