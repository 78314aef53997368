using MovieAspire.Worker.Quotas;

namespace MovieAspire.Worker.Tests.Quotas;

public class QuotaStoreTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TestClock _clock = new(new(2026, 3, 1, 22, 30, 0, TimeSpan.Zero));

    [Fact]
    public async Task Sixteen_takers_at_once_never_pass_the_limit()
    {
        await using var database = await SchemaDatabase.CreateAsync();
        var granted = 0;
        await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            var store = new QuotaStore(database, _clock);
            for (var request = 0; request < 20; request++)
                if ((await store.TryTakeAsync("omdb", 100, None)).IsGranted)
                    Interlocked.Increment(ref granted);
        }));

        Assert.Equal(100, granted);
        Assert.Equal(0, (await new QuotaStore(database, _clock).ReadAsync("omdb", 100, None)).Remaining);
    }

    [Fact]
    public async Task Batches_hand_out_exactly_the_limit_and_give_the_rest_back()
    {
        await using var database = await SchemaDatabase.CreateAsync();
        var store = new QuotaStore(database, _clock);
        await using (var batch = new QuotaBatch(store, "omdb", 100, 30))
        {
            for (var request = 0; request < 5; request++)
                Assert.True((await batch.TryTakeAsync(None)).IsGranted);
            Assert.Equal(30, (await store.ReadAsync("omdb", 100, None)).UsedToday);
        }

        Assert.Equal(5, (await store.ReadAsync("omdb", 100, None)).UsedToday);
        var granted = 0;
        await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            await using var batch = new QuotaBatch(store, "omdb", 100, 7);
            while ((await batch.TryTakeAsync(None)).IsGranted)
                Interlocked.Increment(ref granted);
        }));
        Assert.Equal(95, granted);
    }

    [Fact]
    public async Task A_spent_quota_is_back_at_midnight_UTC()
    {
        await using var database = await SchemaDatabase.CreateAsync();
        var store = new QuotaStore(database, _clock);
        Assert.True((await store.TryTakeAsync("omdb", 1, None)).IsGranted);
        var midnight = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(new(QuotaAnswer.Spent, midnight), await store.TryTakeAsync("omdb", 1, None));
        _clock.Now = midnight;
        Assert.Equal(new(QuotaAnswer.Granted), await store.TryTakeAsync("omdb", 1, None));
    }

    [Fact]
    public async Task What_was_reserved_yesterday_does_not_count_for_today()
    {
        await using var database = await SchemaDatabase.CreateAsync();
        var store = new QuotaStore(database, _clock);
        await using var batch = new QuotaBatch(store, "omdb", 10, 10);
        await batch.TryTakeAsync(None);
        _clock.Now = _clock.Now.AddHours(2);
        var granted = 0;
        while ((await batch.TryTakeAsync(None)).IsGranted)
            granted++;
        Assert.Equal(10, granted);
    }

    [Fact]
    public async Task An_exhausted_provider_gets_one_probe_an_hour_from_all_takers_even_past_midnight()
    {
        await using var database = await SchemaDatabase.CreateAsync();
        var store = new QuotaStore(database, _clock);
        var probeAt = await store.MarkExhaustedAsync("omdb", None);
        Assert.Equal(_clock.Now.AddHours(1), probeAt);
        Assert.Equal(new(QuotaAnswer.Exhausted, probeAt), await store.TryTakeAsync("omdb", 1000, None));

        for (var hour = 0; hour < 3; hour++)
        {
            _clock.Now = _clock.Now.AddHours(1);
            var answers = await Task.WhenAll(
                Enumerable.Range(0, 16).Select(_ => store.TryTakeAsync("omdb", 1000, None)));
            Assert.Single(answers, answer => answer.Answer == QuotaAnswer.Probe);
            Assert.Equal(15, answers.Count(answer => answer.Answer == QuotaAnswer.Exhausted));
            await store.MarkExhaustedAsync("omdb", None);
        }

        await store.ClearExhaustedAsync("omdb", None);
        Assert.Equal(new(QuotaAnswer.Granted), await store.TryTakeAsync("omdb", 1000, None));
        Assert.Null((await store.ReadAsync("omdb", 1000, None)).ExhaustedAt);
    }

    [Fact]
    public async Task The_reading_has_all_counters_and_knows_no_limit_where_there_is_none()
    {
        await using var database = await SchemaDatabase.CreateAsync();
        var store = new QuotaStore(database, _clock);
        await store.TryTakeAsync("tmdb", null, None);
        await store.CountAsync("tmdb", used: 0, refused: 2, cached: 3, None);
        await store.CountAsync("tmdb", used: 0, refused: 0, cached: 4, None);
        var reading = await store.ReadAsync("tmdb", null, None);
        Assert.Equal(
            new("tmdb", null, 1, 2, 7, new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero), null, null), reading);
        Assert.Null(reading.Remaining);
    }
}
