using MovieAspire.Worker.Collect.Details;

namespace MovieAspire.Worker.Tests.Collect.Details;

public class FreezeStoreTests
{
    private static readonly DateOnly Today = new(2026, 3, 1);
    private static readonly int?[] Ages = [null, -5, 365, 366, 5000];
    private static readonly bool[] Both = [true, false];
    private static readonly int[] Cycles = [0, 2, 3, 9];

    [Fact]
    public async Task A_movie_freezes_that_was_the_same_three_times_and_is_out_for_over_365_days_and_no_other()
    {
        await using var database = await SchemaDatabase.CreateAsync();
        var cases = (
            from age in Ages
            from cycles in Cycles
            from frozen in Both
            select (age, cycles, frozen)).ToArray();
        for (var id = 1; id <= cases.Length; id++)
        {
            var (age, cycles, frozen) = cases[id - 1];
            await database.ExecuteAsync("""
                WITH movie AS (
                    INSERT INTO catalog.movies (id, title, original_title, release_date, data_frozen)
                    VALUES ($1, 'm', 'm', $2::date, $3) RETURNING id)
                INSERT INTO catalog.tmdb_movies (movie_id, content_hash, unchanged_cycles, checked_at, changed_at)
                SELECT $1, '\x00', $4, now(), now()
                """, id, age is { } days ? Today.AddDays(-days) : DBNull.Value, frozen, cycles);
        }

        var store = new FreezeStore(database, new TestClock(new(2026, 3, 1, 23, 0, 0, TimeSpan.Zero)));
        var ids = Enumerable.Range(1, cases.Length).ToArray();
        var expected = cases.Select(movie => movie.cycles >= 3 && movie.age > 365).ToArray();
        var (newlyFrozen, newlyThawed) = await store.ApplyAsync(ids, CancellationToken.None);

        Assert.Equal(cases.Where((movie, index) => !movie.frozen && expected[index]).Count(), newlyFrozen);
        Assert.Equal(cases.Where((movie, index) => movie.frozen && !expected[index]).Count(), newlyThawed);
        await using var command = database.CreateCommand("SELECT array_agg(data_frozen ORDER BY id) FROM catalog.movies");
        Assert.Equal(expected, (bool[])(await command.ExecuteScalarAsync())!);
        Assert.Equal(expected.Count(frozen => frozen), await store.ThawAsync(ids, CancellationToken.None));
    }
}
