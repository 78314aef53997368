using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using MovieAspire.Worker.Runs;
using MovieAspire.Worker.Schedules;
using Npgsql;

namespace MovieAspire.Worker.Tests.Schedules;

public class ScheduleFiringTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private const string Sixth = "0 0 0/6 * * ?";

    // A Sunday, before the first firing of the day.
    private readonly TestClock _clock = new(new(2026, 3, 1, 0, 30, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_firing_happens_once_over_all_workers()
    {
        await using var database = await StartAsync();
        _clock.Now = new(2026, 3, 1, 6, 0, 0, TimeSpan.Zero);

        var fired = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Scheduler(database).FireDueAsync(None)));

        var quick = Assert.Single(fired.SelectMany(firings => firings), firing => firing.Job == "quick");
        Assert.Equal(_clock.Now, quick.ScheduledFor);
        Assert.Equal(1, await CountAsync(database, "job = 'quick' AND requested_by = 'scheduler'"));
        Assert.Equal(_clock.Now, (await Store(database).ReadAsync(None)).LastFirings["quick"]);
    }

    [Fact]
    public async Task Firings_that_were_missed_are_made_up_for_once_at_the_next_start()
    {
        await using var database = await StartAsync();
        _clock.Now = _clock.Now.AddDays(3);
        await Store(database).SyncAsync(Jobs(Sixth).All, None);

        var caughtUp = await Scheduler(database).FireDueAsync(None);

        Assert.Equal(new DateTimeOffset(2026, 3, 4, 0, 0, 0, TimeSpan.Zero), caughtUp.Single(f => f.Job == "quick").ScheduledFor);
        Assert.Empty(await Scheduler(database).FireDueAsync(None));
        Assert.Equal(1, await CountAsync(database, "job = 'quick'"));
    }

    [Fact]
    public async Task A_new_installation_has_missed_nothing()
    {
        await using var database = await StartAsync();
        Assert.Empty(await Scheduler(database).FireDueAsync(None));
    }

    [Fact]
    public async Task A_firing_while_the_job_is_active_is_skipped_and_the_next_is_not()
    {
        await using var database = await StartAsync();
        await database.ExecuteAsync("""
            INSERT INTO pipeline.pipeline_runs (id, job, status, requested_by, created_at, not_before)
            VALUES (gen_random_uuid(), 'quick', 'running', 'test', now(), now())
            """);
        _clock.Now = new(2026, 3, 1, 6, 0, 0, TimeSpan.Zero);
        Assert.Null((await Scheduler(database).FireDueAsync(None)).Single(firing => firing.Job == "quick").Run);
        Assert.Empty(await Scheduler(database).FireDueAsync(None));
        Assert.Equal(1, await CountAsync(database, "job = 'quick'"));

        await database.ExecuteAsync("UPDATE pipeline.pipeline_runs SET status = 'succeeded'");
        _clock.Now = _clock.Now.AddHours(6);
        Assert.NotNull((await Scheduler(database).FireDueAsync(None)).Single(firing => firing.Job == "quick").Run);
    }

    [Fact]
    public async Task A_stopped_scheduler_stays_stopped_and_starts_with_the_next_firing()
    {
        await using var database = await StartAsync();
        await Store(database).SetRunningAsync(false, "ada", None);
        _clock.Now = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
        await Store(database).SyncAsync(Jobs(Sixth).All, None);
        Assert.Empty(await Scheduler(database).FireDueAsync(None));
        var stopped = await Store(database).ReadAsync(None);
        Assert.Equal((false, "ada"), (stopped.Running, stopped.ChangedBy));

        _clock.Now = _clock.Now.AddHours(1);
        await Store(database).SetRunningAsync(true, "grace", None);
        Assert.Empty(await Scheduler(database).FireDueAsync(None));

        _clock.Now = new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);
        Assert.Contains(await Scheduler(database).FireDueAsync(None), firing => firing.Job == "quick");
    }

    [Fact]
    public async Task Starting_what_runs_changes_nothing()
    {
        await using var database = await StartAsync();
        await Store(database).SetRunningAsync(true, "ada", None);
        Assert.Null((await Store(database).ReadAsync(None)).ChangedAt);
    }

    [Fact]
    public async Task A_changed_expression_fires_nothing_of_the_time_before()
    {
        await using var database = await StartAsync();
        _clock.Now = _clock.Now.AddHours(3);
        var hourly = Jobs("0 0 0/1 * * ?");
        await Store(database).SyncAsync(hourly.All, None);
        Assert.DoesNotContain(await Scheduler(database, hourly).FireDueAsync(None), firing => firing.Job == "quick");

        _clock.Now = _clock.Now.AddMinutes(30);
        Assert.Contains(await Scheduler(database, hourly).FireDueAsync(None), firing => firing.Job == "quick");
    }

    [Fact]
    public async Task A_clock_that_was_years_ahead_does_not_silence_the_schedules()
    {
        await using var database = await StartAsync();
        var right = new DateTimeOffset(2026, 3, 1, 6, 0, 0, TimeSpan.Zero);
        _clock.Now = right.AddYears(4);
        Assert.NotEmpty(await Scheduler(database).FireDueAsync(None));
        await database.ExecuteAsync("UPDATE pipeline.pipeline_runs SET status = 'succeeded'");

        _clock.Now = right;
        Assert.Contains(await Scheduler(database).FireDueAsync(None), firing => firing.Job == "quick" && firing.Run is not null);
        Assert.Empty(await Scheduler(database).FireDueAsync(None));
    }

    [Fact]
    public async Task A_run_gets_the_options_of_its_schedule()
    {
        await using var database = await StartAsync();
        _clock.Now = new(2026, 3, 1, 6, 0, 0, TimeSpan.Zero);

        await Scheduler(database, Jobs(Sixth, new() { ["pages"] = "3" })).FireDueAsync(None);

        Assert.Equal(1, await CountAsync(database, """job = 'quick' AND options = '{"pages": "3"}'"""));
    }

    private async Task<NpgsqlDataSource> StartAsync()
    {
        var database = await SchemaDatabase.CreateAsync();
        await Store(database).SyncAsync(Jobs(Sixth).All, None);
        return database;
    }

    private ScheduleStore Store(NpgsqlDataSource database) => new(database, _clock);

    private Scheduler Scheduler(NpgsqlDataSource database, ScheduledJobs? jobs = null) =>
        new(jobs ?? Jobs(Sixth), Store(database), new(), _clock, NullLogger<Scheduler>.Instance);

    private static ScheduledJobs Jobs(string quick, Dictionary<string, string>? quickOptions = null)
    {
        var options = new ScheduleOptions();
        options.Jobs["quick"] = new() { Cron = quick, Options = quickOptions ?? [] };
        options.Jobs["genre-stats"] = new() { Cron = "0 45 3 * * ?" };
        return new(Options.Create(options), new([new NamedJob("quick"), new NamedJob("genre-stats")]));
    }

    private static async Task<long> CountAsync(NpgsqlDataSource database, string condition)
    {
#pragma warning disable CA2100 // constants of this file
        await using var command = database.CreateCommand($"SELECT count(*) FROM pipeline.pipeline_runs WHERE {condition}");
#pragma warning restore CA2100
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private sealed record NamedJob(string Name) : IJob
    {
        public Task<JobOutcome> RunAsync(RunContext run, JobArguments arguments, CancellationToken cancellationToken) =>
            Task.FromResult(JobOutcome.Done);
    }
}
