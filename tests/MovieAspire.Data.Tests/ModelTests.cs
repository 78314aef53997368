using Microsoft.EntityFrameworkCore;

namespace MovieAspire.Data.Tests;

public class ModelTests
{
    /// <summary>Columns as <c>schema.table.column type [null]</c>; each that is mapped must be there.</summary>
    [Fact]
    public async Task What_the_model_maps_is_in_the_schema()
    {
        await using var dataSource = await TestDatabase.CreateAsync();
        await using var context = new MovieDbContext(
            new DbContextOptionsBuilder<MovieDbContext>().UseNpgsql(dataSource).Options);

        var mapped =
            from entity in context.Model.GetEntityTypes()
            from property in entity.GetProperties()
            let table = $"{entity.GetSchema()}.{entity.GetTableName()}.{property.GetColumnName()}"
            select $"{table} {property.GetColumnType()}{(property.IsNullable ? " null" : "")}";
        var existing = await TestDatabase.ReadColumnAsync(dataSource, """
            SELECT n.nspname || '.' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
                   || CASE WHEN a.attnotnull THEN '' ELSE ' null' END
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = 'pipeline' AND c.relname IN ('pipeline_runs', 'run_sources', 'run_errors') AND c.relkind = 'r'
              AND a.attnum > 0 AND NOT a.attisdropped
            """);

        Assert.Equal(existing.Order(StringComparer.Ordinal), mapped.Order(StringComparer.Ordinal));
    }
}
