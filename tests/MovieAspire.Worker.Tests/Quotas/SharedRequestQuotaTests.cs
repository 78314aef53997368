using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using MovieAspire.Providers.Calls;
using MovieAspire.Worker.Quotas;
using Npgsql;

namespace MovieAspire.Worker.Tests.Quotas;

public class SharedRequestQuotaTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TestClock _clock = new(new(2026, 3, 1, 22, 30, 0, TimeSpan.Zero));

    [Fact]
    public async Task Four_workers_together_spend_the_quota_and_no_more()
    {
        await using var database = await SchemaDatabase.CreateAsync();
        var granted = 0;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            using var quota = Quota(database);
            await Parallel.ForAsync(0, 60, async (_, token) =>
            {
                if (await quota.TryTakeAsync(Provider.Omdb, 100, token) is null)
                    Interlocked.Increment(ref granted);
            });
            await quota.StopAsync(None);
        }));

        Assert.InRange(granted, 24, 100);
        // What a worker reserved and did not need is there for the next.
        using var last = Quota(database);
        while (await last.TryTakeAsync(Provider.Omdb, 100, None) is null)
            granted++;
        Assert.Equal(100, granted);
    }

    [Fact]
    public async Task A_spent_provider_is_probed_after_an_hour_and_one_answer_opens_it_for_every_worker()
    {
        await using var database = await SchemaDatabase.CreateAsync();
        using var first = Quota(database);
        using var second = Quota(database);
        Assert.Null(await first.TryTakeAsync(Provider.Omdb, 1000, None));
        var resumesAt = await first.ReportSpentAsync(Provider.Omdb, None);
        Assert.Equal(_clock.Now.AddHours(1), resumesAt);
        Assert.Equal(resumesAt, await second.TryTakeAsync(Provider.Omdb, 1000, None));

        _clock.Now = resumesAt;
        Assert.Null(await second.TryTakeAsync(Provider.Omdb, 1000, None));
        Assert.NotNull(await first.TryTakeAsync(Provider.Omdb, 1000, None));
        await second.ReportAnsweredAsync(Provider.Omdb, None);

        Assert.Null(await first.TryTakeAsync(Provider.Omdb, 1000, None));
        Assert.Null((await Store(database).ReadAsync("omdb", 1000, None)).ExhaustedAt);
        await first.StopAsync(None);
        Assert.Equal(1, (await Store(database).ReadAsync("omdb", 1000, None)).Refused);
    }

    [Fact]
    public async Task Counts_without_a_quota_are_written_at_shutdown()
    {
        await using var database = await SchemaDatabase.CreateAsync();
        using var quota = Quota(database);
        for (var request = 0; request < 3; request++)
            Assert.Null(await quota.TryTakeAsync(Provider.Tmdb, null, None));
        quota.CountRefused(Provider.Tmdb);
        quota.CountCached(Provider.Tmdb);
        await quota.StopAsync(None);

        var reading = await Store(database).ReadAsync("tmdb", null, None);
        Assert.Equal((3, 1, 1), (reading.UsedToday, reading.Refused, reading.Cached));
    }

    private QuotaStore Store(NpgsqlDataSource database) => new(database, _clock);

    private SharedRequestQuota Quota(NpgsqlDataSource database) => new(
        Store(database), _clock, Options.Create(new QuotaOptions()), NullLogger<SharedRequestQuota>.Instance);
}
