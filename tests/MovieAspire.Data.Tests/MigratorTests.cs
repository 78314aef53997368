using MovieAspire.Data.Schema;
using Npgsql;

namespace MovieAspire.Data.Tests;

public class MigratorTests
{
    private static readonly Migration First = new(1, "first", "CREATE TABLE a (x integer)");
    private static readonly Migration Second = new(2, "second", "CREATE TABLE b (x integer)");

    [Fact]
    public async Task Concurrent_workers_apply_each_migration_once()
    {
        await using var dataSource = await TestDatabase.CreateEmptyAsync();

        var applied = await Task.WhenAll(Enumerable.Range(0, 4)
            .Select(_ => TestDatabase.Migrator(dataSource).MigrateAsync(CancellationToken.None)));

        Assert.Equal(Migration.All.Count, applied.Sum());
        Assert.Equal(1, applied.Count(count => count > 0));
        Assert.Equal(
            Migration.All.Select(migration => $"{migration} {migration.Checksum}"),
            await TestDatabase.ReadColumnAsync(dataSource, """
                SELECT lpad(version::text, 4, '0') || '_' || name || ' ' || checksum
                FROM public.schema_migrations ORDER BY version
                """));
    }

    [Fact]
    public async Task Only_what_is_missing_is_applied()
    {
        await using var dataSource = await TestDatabase.CreateEmptyAsync();

        Assert.Equal(1, await TestDatabase.Migrator(dataSource, [First]).MigrateAsync(CancellationToken.None));
        Assert.Equal(1, await TestDatabase.Migrator(dataSource, [First, Second]).MigrateAsync(CancellationToken.None));
        Assert.Equal(0, await TestDatabase.Migrator(dataSource, [First, Second]).MigrateAsync(CancellationToken.None));
    }

    [Fact]
    public async Task An_applied_migration_must_not_change()
    {
        await using var dataSource = await TestDatabase.CreateEmptyAsync();
        await TestDatabase.Migrator(dataSource, [First]).MigrateAsync(CancellationToken.None);

        var error = await Assert.ThrowsAsync<SchemaMismatchException>(() => TestDatabase
            .Migrator(dataSource, [First with { Sql = "CREATE TABLE c (x integer)" }, Second])
            .MigrateAsync(CancellationToken.None));

        Assert.Contains("0001_first", error.Message, StringComparison.Ordinal);
        await AssertTablesAsync(dataSource, "a");
    }

    [Fact]
    public async Task A_failed_migration_leaves_nothing_and_is_applied_after_its_repair()
    {
        await using var dataSource = await TestDatabase.CreateEmptyAsync();
        var broken = Second with { Sql = Second.Sql + "; SELECT 1 / 0" };

        await Assert.ThrowsAsync<PostgresException>(() =>
            TestDatabase.Migrator(dataSource, [First, broken]).MigrateAsync(CancellationToken.None));
        await AssertTablesAsync(dataSource, "a");

        await TestDatabase.Migrator(dataSource, [First, Second]).MigrateAsync(CancellationToken.None);
        await AssertTablesAsync(dataSource, "a", "b");
    }

    [Fact]
    public void Line_endings_do_not_change_a_checksum() =>
        Assert.Equal(new Migration(1, "x", "a\nb").Checksum, new Migration(1, "x", "a\r\nb").Checksum);

    [Theory]
    [InlineData("catalog")]
    [InlineData("1_catalog")]
    [InlineData("0001")]
    [InlineData("0001_")]
    [InlineData("000a_catalog")]
    public void A_file_without_number_and_name_is_refused(string fileName) =>
        Assert.Throws<InvalidOperationException>(() => Migration.Parse(fileName, ""));

    private static async Task AssertTablesAsync(NpgsqlDataSource dataSource, params string[] expected) =>
        Assert.Equal(expected, await TestDatabase.ReadColumnAsync(dataSource, """
            SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_migrations' ORDER BY 1
            """));
}
