using FsCheck.Fluent;
using MovieAspire.Worker.Collect.Refresh;

namespace MovieAspire.Worker.Tests.Collect.Refresh;

public class FreezePolicyTests
{
    private static readonly DateOnly Today = new(2026, 3, 1);
    private static readonly DateOnly Old = Today.AddDays(-366);
    private static readonly int?[] Ages = [null, -5, 365, 366, 5000];
    private static readonly bool[] Both = [true, false];
    private static readonly int[] Cycles = [0, 2, 3, 9];

    [Fact]
    public void The_third_unchanged_refresh_in_a_row_freezes_an_old_movie()
    {
        var state = new FreezeState(0, false);
        state = FreezePolicy.AfterRefresh(state, false, Old, Today);
        state = FreezePolicy.AfterRefresh(state, false, Old, Today);
        Assert.False(state.Frozen);
        Assert.Equal(new(3, true), FreezePolicy.AfterRefresh(state, false, Old, Today));
    }

    [Fact]
    public void A_change_thaws_and_starts_the_count_again() =>
        Assert.Equal(new(0, false), FreezePolicy.AfterRefresh(new(7, true), changed: true, Old, Today));

    [Fact]
    public void A_movie_of_365_days_does_not_freeze_yet() =>
        Assert.Equal(new(10, false), FreezePolicy.AfterRefresh(new(9, false), false, Today.AddDays(-365), Today));

    [Fact]
    public void A_movie_in_the_change_feed_thaws_and_keeps_its_count() =>
        Assert.Equal(new(4, false), FreezePolicy.AfterChangeNotice(new(4, true)));

    [Fact]
    public void The_count_is_the_number_of_unchanged_refreshes_since_the_last_change() => Properties.Holds(
        Gen.ArrayOf(Gen.Elements(true, false)),
        changes =>
        {
            var state = changes.Aggregate(
                new FreezeState(0, false), (state, changed) => FreezePolicy.AfterRefresh(state, changed, Old, Today));
            var unchanged = changes.Reverse().TakeWhile(changed => !changed).Count();
            return state == new FreezeState(unchanged, unchanged >= 3);
        });

    [Fact]
    public async Task The_catalog_freezes_and_thaws_as_the_policy_says()
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
        var expected = cases.Select(movie => FreezePolicy.ShouldFreeze(
            movie.cycles, movie.age is { } days ? Today.AddDays(-days) : null, Today)).ToArray();
        var (newlyFrozen, newlyThawed) = await store.ApplyAsync(ids, CancellationToken.None);

        Assert.Equal(cases.Where((movie, index) => !movie.frozen && expected[index]).Count(), newlyFrozen);
        Assert.Equal(cases.Where((movie, index) => movie.frozen && !expected[index]).Count(), newlyThawed);
        await using var command = database.CreateCommand("SELECT array_agg(data_frozen ORDER BY id) FROM catalog.movies");
        Assert.Equal(expected, (bool[])(await command.ExecuteScalarAsync())!);
        Assert.Equal(expected.Count(frozen => frozen), await store.ThawAsync(ids, CancellationToken.None));
    }
}
