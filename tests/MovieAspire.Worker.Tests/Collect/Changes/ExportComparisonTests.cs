using MovieAspire.Worker.Collect.Changes;

namespace MovieAspire.Worker.Tests.Collect.Changes;

public class ExportComparisonTests
{
    private static readonly DateTimeOffset MadeAt = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_export_shows_what_is_new_returned_and_vanished()
    {
        await using var database = await SchemaDatabase.CreateAsync();
        await AddAsync(database, 1, MadeAt.AddDays(-9));
        await AddAsync(database, 2, MadeAt.AddDays(-9));
        await AddAsync(database, 3, MadeAt.AddDays(-9), removed: true);
        await AddAsync(database, 4, MadeAt.AddDays(-9), removed: true);
        // Neither can be in the export: too new, and adult.
        await AddAsync(database, 5, MadeAt.AddHours(1));
        await AddAsync(database, 6, MadeAt.AddDays(-9), adult: true);

        await using var comparison = await ExportComparison.LoadAsync(
            database, Export(1, 3, 7, 8, 8), MadeAt, CancellationToken.None);

        Assert.Equal(new(4, 2, 2, 1, 1), await comparison.CountAsync(CancellationToken.None));
        Assert.Equal([2], comparison.VanishedAsync(CancellationToken.None).ToBlockingEnumerable());
        Assert.Equal([3], comparison.ReturnedAsync(CancellationToken.None).ToBlockingEnumerable());
        Assert.Equal(2, await comparison.PickNewAsync(null, CancellationToken.None));
        Assert.Equal(2, await comparison.AddNewAsync(0, 10, Guid.NewGuid(), MadeAt, CancellationToken.None));
        // Once more, as a run that is taken over does.
        Assert.Equal(0, await comparison.PickNewAsync(null, CancellationToken.None));
        Assert.Equal(0, await comparison.AddNewAsync(0, 10, Guid.NewGuid(), MadeAt, CancellationToken.None));
        Assert.Equal(0, (await comparison.CountAsync(CancellationToken.None)).New);
    }

    [Fact]
    public async Task New_movies_are_added_batch_by_batch_each_once()
    {
        await using var database = await SchemaDatabase.CreateAsync();
        await using var comparison = await ExportComparison.LoadAsync(database, Export(7, 8, 9), MadeAt, CancellationToken.None);
        Assert.Equal(3, await comparison.PickNewAsync(null, CancellationToken.None));

        for (var from = 0; from < 3; from++)
            Assert.Equal(1, await comparison.AddNewAsync(from, 1, Guid.NewGuid(), MadeAt, CancellationToken.None));
    }

    [Fact]
    public async Task Two_comparisons_one_after_the_other_do_not_meet()
    {
        await using var database = await SchemaDatabase.CreateAsync();
        await (await ExportComparison.LoadAsync(database, Export(1), MadeAt, CancellationToken.None)).DisposeAsync();
        await using var second = await ExportComparison.LoadAsync(database, Export(), MadeAt, CancellationToken.None);
        Assert.Equal(0, (await second.CountAsync(CancellationToken.None)).Exported);
    }

    private static async IAsyncEnumerable<ExportedMovie> Export(params int[] ids)
    {
        await Task.Yield();
        foreach (var id in ids)
            yield return new(id, $"Movie {id}", 1.5, false, false);
    }

    private static Task AddAsync(
        Npgsql.NpgsqlDataSource database, int id, DateTimeOffset created, bool removed = false, bool adult = false) =>
        database.ExecuteAsync("""
            INSERT INTO catalog.movies (id, title, original_title, created_at, removed_at, adult)
            VALUES ($1, 'm', 'm', $2, CASE WHEN $3 THEN $2 END, $4)
            """, id, created, removed, adult);
}
