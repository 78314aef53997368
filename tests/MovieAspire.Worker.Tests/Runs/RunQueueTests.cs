using Microsoft.Extensions.Options;
using MovieAspire.Data.Pipeline;
using MovieAspire.Worker.Runs;
using Npgsql;

namespace MovieAspire.Worker.Tests.Runs;

public class RunQueueTests
{
    private static readonly string[] Jobs = ["a", "b", "c", "d", "e"];

    [Fact]
    public async Task A_second_run_of_an_active_job_is_refused()
    {
        await using var database = await SchemaDatabase.CreateAsync();
        var queue = Queue(database);

        Assert.NotNull(await EnqueueAsync(queue, "a"));
        Assert.Null(await EnqueueAsync(queue, "a"));
        Assert.NotNull(await EnqueueAsync(queue, "b"));
    }

    [Fact]
    public async Task Eight_claimers_never_get_the_same_run()
    {
        await using var database = await SchemaDatabase.CreateAsync();
        var queue = Queue(database);
        foreach (var job in Jobs)
            await EnqueueAsync(queue, job);

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(async worker =>
        {
            var own = new List<Guid>();
            while (await queue.ClaimAsync($"w{worker}", Jobs, CancellationToken.None) is { } run)
                own.Add(run.Id);
            return own;
        }));

        Assert.Equal(Jobs.Length, claims.Sum(own => own.Count));
        Assert.Equal(Jobs.Length, claims.SelectMany(own => own).Distinct().Count());
    }

    [Fact]
    public async Task Runs_are_claimed_in_the_order_in_which_they_were_queued()
    {
        await using var database = await SchemaDatabase.CreateAsync();
        var queue = Queue(database);
        foreach (var job in (string[])["c", "a", "b"])
            await EnqueueAsync(queue, job);

        var claimed = new List<string>();
        while (await queue.ClaimAsync("w", Jobs, CancellationToken.None) is { } run)
            claimed.Add(run.Job);

        Assert.Equal(["c", "a", "b"], claimed);
    }

    [Fact]
    public async Task A_run_whose_worker_dies_in_every_attempt_is_failed_with_the_reason()
    {
        await using var database = await SchemaDatabase.CreateAsync();
        var queue = Queue(database, maxAttempts: 2);
        var id = (await EnqueueAsync(queue, "a"))!.Value;
        for (var attempt = 1; attempt <= 2; attempt++)
        {
            Assert.Equal(attempt, (await queue.ClaimAsync("w", Jobs, CancellationToken.None))!.Attempt);
            await database.ExecuteAsync("""
                UPDATE pipeline.pipeline_runs SET lease_until = now() - interval '1 ms', current_item = 'movie 7'
                """);
        }

        Assert.Null(await queue.ClaimAsync("w", Jobs, CancellationToken.None));

        await using var command = database.CreateCommand(
            "SELECT status || ': ' || error_message FROM pipeline.pipeline_runs WHERE id = $1 AND finished_at IS NOT NULL");
        command.Parameters.Add(new() { Value = id });
        Assert.Equal(
            "failed: The worker that executed it died or could not be reached, in attempt 2 of 2, at movie 7.",
            await command.ExecuteScalarAsync());
        Assert.NotNull(await EnqueueAsync(queue, "a"));
    }

    [Fact]
    public async Task A_job_that_the_worker_does_not_know_is_left_alone()
    {
        await using var database = await SchemaDatabase.CreateAsync();
        var queue = Queue(database);
        await EnqueueAsync(queue, "newer");

        Assert.Null(await queue.ClaimAsync("w", Jobs, CancellationToken.None));
    }

    [Fact]
    public async Task An_expired_lease_is_taken_over_with_its_cursor_and_the_old_holder_is_locked_out()
    {
        await using var database = await SchemaDatabase.CreateAsync();
        var queue = Queue(database, lease: TimeSpan.FromMilliseconds(300));
        await EnqueueAsync(queue, "a");
        var first = (await queue.ClaimAsync("first", Jobs, CancellationToken.None))!;
        var firstLease = Lease(database, first, TimeSpan.FromMilliseconds(300));
        var progress = new RunProgress(3, 9, "working", "", "", TimeProvider.System.GetUtcNow());
        await firstLease.SaveAsync(new(progress, 3, [], [], """{"at":3}"""), CancellationToken.None);
        Assert.Null(await queue.ClaimAsync("second", Jobs, CancellationToken.None));

        var second = await Eventually.GetAsync(
            () => queue.ClaimAsync("second", Jobs, CancellationToken.None), run => run is not null, "The lease runs out");

        Assert.Equal(first.Id, second!.Id);
        Assert.Equal(2, second.Attempt);
        Assert.Equal("""{"at": 3}""", second.Cursor);
        await Assert.ThrowsAsync<LeaseLostException>(() => firstLease.RenewAsync(CancellationToken.None));
        await Assert.ThrowsAsync<LeaseLostException>(() =>
            firstLease.SaveAsync(new(progress, 3, [], [], null), CancellationToken.None));
        Assert.False(await firstLease.FinishAsync(RunStatuses.Succeeded, null, CancellationToken.None));
        Assert.True(await Lease(database, second, TimeSpan.FromSeconds(5))
            .FinishAsync(RunStatuses.Succeeded, null, CancellationToken.None));
    }

    [Fact]
    public async Task A_waiting_run_is_cancelled_at_once_and_an_ended_one_not_at_all()
    {
        await using var database = await SchemaDatabase.CreateAsync();
        var queue = Queue(database);
        var run = (await EnqueueAsync(queue, "a"))!.Value;

        Assert.True(await queue.CancelAsync(run, CancellationToken.None));
        Assert.False(await queue.CancelAsync(run, CancellationToken.None));
        Assert.Null(await queue.ClaimAsync("w", Jobs, CancellationToken.None));
        Assert.False(await queue.CancelAsync(Guid.CreateVersion7(), CancellationToken.None));
    }

    [Fact]
    public async Task A_firing_of_a_schedule_happens_once()
    {
        await using var database = await SchemaDatabase.CreateAsync();
        var queue = Queue(database);
        var firing = new DateTimeOffset(2026, 1, 1, 6, 0, 0, TimeSpan.Zero);

        var queued = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            queue.EnqueueAsync("a", new Dictionary<string, string>(), "scheduler", firing, CancellationToken.None)));
        var run = (await queue.ClaimAsync("w", Jobs, CancellationToken.None))!;
        await Lease(database, run, TimeSpan.FromSeconds(5)).FinishAsync(RunStatuses.Succeeded, null, CancellationToken.None);

        Assert.Single(queued, id => id is not null);
        Assert.Null(await queue.EnqueueAsync(
            "a", new Dictionary<string, string>(), "scheduler", firing, CancellationToken.None));
        Assert.NotNull(await EnqueueAsync(queue, "a"));
    }

    private static RunQueue Queue(NpgsqlDataSource database, TimeSpan? lease = null, int maxAttempts = 3) => new(
        database, TimeProvider.System,
        Options.Create(new RunOptions { LeaseDuration = lease ?? TimeSpan.FromSeconds(30), MaxAttempts = maxAttempts }));

    private static RunLease Lease(NpgsqlDataSource database, ClaimedRun run, TimeSpan duration) =>
        new(database, TimeProvider.System, run, duration);

    private static Task<Guid?> EnqueueAsync(RunQueue queue, string job) =>
        queue.EnqueueAsync(job, new Dictionary<string, string>(), "test", null, CancellationToken.None);
}
